import { localAddress } from './forms.service.js';

// A page sends a browser on to an address that the browser gave. A link of another site must not lead through here.
describe('an address to go on to', () => {
  it.each([
    // Of this service.
    ['/', '/'],
    ['/planer/exempel.ks.2026?tertial=T1#mal', '/planer/exempel.ks.2026?tertial=T1#mal'],
    ['/a/../b', '/b'],
    ['/sok?till=//evil.example', '/sok?till=//evil.example'],
    // Of another.
    [undefined, '/'],
    ['', '/'],
    ['planer', '/'],
    ['https://evil.example/', '/'],
    ['javascript:alert(1)', '/'],
    ['//evil.example', '/'],
    ['///evil.example', '/'],
    ['/\\evil.example', '/'],
    ['/\t/evil.example', '/'],
    ['/\n/evil.example', '/'],
    // The browser removes the dots, and two slashes are left.
    ['/.//evil.example', '/'],
    ['/./\\evil.example', '/'],
    ['/a/..//evil.example', '/'],
    ['/a/../\\evil.example?x=1', '/'],
    ['/%2e//evil.example', '/'],
    ['/a/%2E%2e//evil.example', '/'],
    ['/..///evil.example', '/'],
    // An address that cannot be read.
    ['//', '/'],
    ['//[', '/'],
  ])('of %j is %j', (wanted, address) => {
    expect(localAddress(wanted)).toBe(address);
  });
});
