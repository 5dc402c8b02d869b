import { connectionStringOf, kurrentDbAddressOf } from './address.js';

describe('the connection string for the client', () => {
  it.each([
    ['esdb://host:2113', 'esdb://host:2113?keepAliveTimeout=3000'],
    ['esdb://host:2113?tls=false', 'esdb://host:2113?tls=false&keepAliveTimeout=3000'],
    ['kurrentdb+discover://a:b@one,two?tls=true', 'esdb+discover://a:b@one,two?tls=true&keepAliveTimeout=3000'],
  ])('has a short keep-alive timeout: %s', (url, given) => {
    expect(connectionStringOf(kurrentDbAddressOf(url))).toBe(given);
  });

  it('keeps the keep-alive timeout of the URL', () => {
    const url = 'esdb://host:2113?keep_alive_timeout=9000';
    expect(connectionStringOf(kurrentDbAddressOf(url))).toBe(url);
  });
});
