/** Light or dark: as the notebook around the page says, in JupyterLab, VS Code or marimo; else as the reader's system is. */

const LIGHT = ["light", "vscode-light", "vscode-high-contrast-light"]; // asked first: VS Code marks this last one as high contrast as well
const DARK = ["dark", "vscode-dark", "vscode-high-contrast"];
const MARKED = ["class", "data-jp-theme-light", "data-vscode-theme-kind"];

/** Whether the notebook is dark; null where it does not say. */
function notebookIsDark(): boolean | null {
  for (const { classList, dataset: { jpThemeLight, vscodeThemeKind = "" } } of [document.body, document.documentElement]) {
    if (jpThemeLight) return jpThemeLight === "false";
    const isOneOf = (marks: readonly string[]) => marks.some((mark) => mark === vscodeThemeKind || classList.contains(mark));
    if (isOneOf(LIGHT)) return false;
    if (isOneOf(DARK)) return true;
  }
  return null;
}

/** Keeps `data-theme` of the page's root. */
export class Theme {
  /** Called after each change. */
  turned: () => void = () => undefined;
  private readonly system = matchMedia("(prefers-color-scheme: dark)");
  private readonly notebook = new MutationObserver(() => this.look());

  constructor(private readonly root: HTMLElement) {
    for (const each of [document.body, document.documentElement]) this.notebook.observe(each, { attributeFilter: MARKED });
    this.system.addEventListener("change", this.look);
    this.look();
  }

  get isDark(): boolean {
    return this.root.dataset.theme === "dark";
  }

  close(): void {
    this.notebook.disconnect();
    this.system.removeEventListener("change", this.look);
  }

  private readonly look = (): void => {
    const theme = notebookIsDark() ?? this.system.matches ? "dark" : "light";
    if (theme === this.root.dataset.theme) return;
    this.root.dataset.theme = theme;
    this.turned();
  };
}
