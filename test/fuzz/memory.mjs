// Loaded before the service: tells the parent process how much memory the service holds after a garbage collection.

process.on('message', () => {
  for (let time = 1; time <= 3; time += 1) globalThis.gc();
  const { heapUsed, external, rss } = process.memoryUsage();
  process.send({ held: heapUsed + external, rss });
});
process.channel.unref();
