import { connectionStringOf, kurrentDbAddressOf } from './address.js';

describe('the address of KurrentDB, as the client is given it', () => {
  it.each([
    ['esdb://host:2113', 'esdb://host:2113?keepAliveTimeout=3000'],
    ['esdb://host:2113?tls=false', 'esdb://host:2113?tls=false&keepAliveTimeout=3000'],
    ['kurrentdb+discover://a:b@one,two?tls=true', 'esdb+discover://a:b@one,two?tls=true&keepAliveTimeout=3000'],
  ])('finds out soon that a server has gone silent: %s', (url, given) => {
    expect(connectionStringOf(kurrentDbAddressOf(url))).toBe(given);
  });

  it('leaves it to whoever says so in the URL how soon', () => {
    const url = 'esdb://host:2113?keep_alive_timeout=9000';
    expect(connectionStringOf(kurrentDbAddressOf(url))).toBe(url);
  });
});
