/** How kinds and relations are drawn, those that the vocabulary does not have as well. */
import type { KindLook, LineLook, Model } from "../contract.ts";

export function kindLook(model: Model, kind: string): KindLook {
  return Object.hasOwn(model.kinds, kind) ? model.kinds[kind] : model.others.kind;
}

export function lineLook(model: Model, relation: string): LineLook {
  return Object.hasOwn(model.relations, relation) ? model.relations[relation] : model.others.relation;
}
