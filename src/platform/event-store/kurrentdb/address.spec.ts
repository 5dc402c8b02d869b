import { kurrentDbAddressOf } from './address.js';

describe('the address of KurrentDB', () => {
  it.each([
    ['esdb://host', ['host:2113'], false, true],
    ['esdb://host:3000?tls=false', ['host:3000'], false, false],
    ['esdb://[::1]:2113?tls=false', ['[::1]:2113'], false, false],
    ['esdb://[fe80::1],[::1]:3000', ['[fe80::1]:2113', '[::1]:3000'], true, true],
    ['kurrentdb+discover://one?tls=true', ['one:2113'], true, true],
    ['esdb+discover://one,two:3000', ['one:2113', 'two:3000'], true, true],
    ['esdb://10.0.0.5,two', ['10.0.0.5:2113', 'two:2113'], true, true],
  ])('%s names its nodes', (url, nodes, isCluster, tls) => {
    expect(kurrentDbAddressOf(url)).toMatchObject({ nodes, isCluster, tls, credentials: null });
  });

  it('has a name and a password, which may be encoded', () => {
    const { credentials } = kurrentDbAddressOf('esdb://a%40b:c%3A%2F%25%C3%A5@host');
    expect(credentials).toEqual({ username: 'a@b', password: 'c:/%å' });
  });

  it('has short timeouts, unless it names others in any spelling', () => {
    expect(kurrentDbAddressOf('esdb://host')).toMatchObject({ keepAliveInterval: 10_000, keepAliveTimeout: 3_000 });
    expect(kurrentDbAddressOf('esdb://host?keep_alive_timeout=9000')).toMatchObject({ keepAliveTimeout: 9_000 });
  });
});
