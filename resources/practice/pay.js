"use strict";
const button = document.getElementById("copy");
const text = document.getElementById("webhook");
if (button) {
  text.addEventListener("focus", () => text.select());
  button.addEventListener("click", async () => {
    text.select();
    try {
      await navigator.clipboard.writeText(text.value);
    } catch {
      document.execCommand("copy"); // where the clipboard is closed to pages
    }
    const before = button.textContent;
    button.textContent = "✓ " + button.dataset.copied;
    setTimeout(() => { button.textContent = before; }, 2000);
  });
}
