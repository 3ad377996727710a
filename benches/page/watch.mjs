/** Watches the main thread, in the page: `window.worst` has the longest of the browser's tasks, and the longest gap between messages to itself, in ms. */
export function watch() {
  window.worst = { gap: 0, task: 0 };
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.worst.task = Math.max(window.worst.task, duration);
  }).observe({ type: "longtask" });
  const { port1, port2 } = new MessageChannel();
  let last = performance.now();
  port1.onmessage = () => {
    const now = performance.now();
    window.worst.gap = Math.max(window.worst.gap, now - last);
    last = now;
    setTimeout(() => port2.postMessage(0), 0);
  };
  port2.postMessage(0);
}
