// On the page behind a link to 客服: tell the phone that the link was opened in, as WeChat would open it there.

const link = { service: location.href };

if (parent !== window) {
  parent.postMessage(link, "*");
} else {
  // A window of its own: a phone whose page opened it takes the link up, and this window is not needed any more.
  const table = new BroadcastChannel("kf");
  table.onmessage = ({ data }) => data.taken === location.href && window.close();
  table.postMessage(link);
}
