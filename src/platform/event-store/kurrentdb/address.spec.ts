import { connectionStringOf, kurrentDbAddressOf } from './address.js';

describe('the connection string for the client', () => {
  it.each([
    ['esdb://host:2113', 'esdb://host:2113?keepAliveTimeout=3000&gossipTimeout=1'],
    ['esdb://host:2113?tls=false', 'esdb://host:2113?tls=false&keepAliveTimeout=3000&gossipTimeout=1'],
    ['kurrentdb+discover://a:b@one?tls=true', 'esdb+discover://a:b@one?tls=true&keepAliveTimeout=3000&gossipTimeout=1'],
    ['kurrentdb+discover://a:b@one,two?tls=true', 'esdb://a:b@one,two?tls=true&keepAliveTimeout=3000&gossipTimeout=1'],
  ])('has short timeouts: %s', (url, given) => {
    expect(connectionStringOf(kurrentDbAddressOf(url))).toBe(given);
  });

  it('keeps the timeouts of the URL', () => {
    const url = 'esdb://host:2113?keep_alive_timeout=9000&gossipTimeout=3';
    expect(connectionStringOf(kurrentDbAddressOf(url))).toBe(url);
  });
});
