/** Rows as CSV for spreadsheets: what could be read as a formula is made plain text. Pure. */
import type { Cell } from "../contract.ts";

/** A value as people read it: lists with commas, a node by its name, what is not there as nothing. */
export function textOf(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return "";
  if (Array.isArray(cell)) return cell.map(textOf).filter(Boolean).join(", ");
  if (typeof cell === "object") return [cell.name, cell.fact].find((each) => typeof each === "string") as string ?? JSON.stringify(cell);
  return typeof cell === "boolean" ? (cell ? "yes" : "no") : String(cell);
}

const LARGE = 10_000; // from where digits are told apart; below it a number may be a year

/** The same for reading rather than for a spreadsheet: a large number with commas. */
export function readableOf(cell: Cell | undefined): string {
  return typeof cell === "number" && Math.abs(cell) >= LARGE ? cell.toLocaleString("en", { maximumFractionDigits: 6 }) : textOf(cell);
}

export function toCsv(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [columns, ...rows].map((row) => row.map(field).join(",")).map((line) => `${line}\r\n`).join("");
}

function field(cell: Cell): string {
  const text = textOf(cell);
  const plain = typeof cell !== "number" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]|^\s|\s$/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
