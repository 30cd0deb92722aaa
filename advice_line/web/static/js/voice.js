// Speaks what a simulated telephone says, one sentence after the other; can be muted for good.
const KEPT = "advice-line-demo-muted";

export class Voice {
  constructor(switchButton) {
    this.button = switchButton;
    this.synthesis = window.speechSynthesis;
    // What was said before the page was opened is shown, not spoken.
    this.live = false;
    this.muted = localStorage.getItem(KEPT) === "yes";
    if (!this.synthesis) {
      this.button.hidden = true;
      return;
    }
    this.button.addEventListener("click", () => this.mute(!this.muted));
    this.showSwitch();
  }

  ready() {
    this.live = true;
  }

  mute(muted) {
    this.muted = muted;
    localStorage.setItem(KEPT, muted ? "yes" : "no");
    if (muted) this.synthesis.cancel();
    this.showSwitch();
  }

  showSwitch() {
    this.button.setAttribute("aria-pressed", String(this.muted));
  }

  say(phone, words) {
    if (!this.synthesis || !this.live || this.muted) return;
    const speech = new SpeechSynthesisUtterance(words);
    speech.lang = "en-GB";
    // The responder's telephone sounds a little lower than the caller's, to tell them apart.
    speech.pitch = phone === "caller" ? 1 : 0.85;
    this.speaking = phone;
    this.synthesis.speak(speech);
  }

  // A telephone that was put down says nothing more.
  hush(phone) {
    if (this.speaking !== phone || !this.synthesis) return;
    this.synthesis.cancel();
    this.speaking = null;
  }
}
