// Makes the picture from the data in the page, and tells about what the reader points at. Texts
// reach the page as textContent or on the canvas, never as markup.
"use strict";
(() => {
  const DIM = 0.16; // of the lines that do not stand out
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId("data").textContent);
  const nodes = data.nodes;
  const edges = data.edges;
  const stage = byId("stage");
  const panel = byId("panel");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const around = nodes.map(() => []); // the edges at each node
  edges.forEach((edge) => {
    around[edge.from].push(edge);
    if (edge.to !== edge.from) around[edge.to].push(edge);
  });
  const ranked = [...nodes].sort((a, b) =>
    b.focus - a.focus || around[b.id].length - around[a.id].length || a.id - b.id);
  // Each {node}, {edge} or {}: what the panel tells about, and what the pointer is on.
  const state = { chosen: {}, hovered: {} };

  const ink = (style) => (dark.matches ? style.dark : style.light);
  const paper = () => data.paper[dark.matches ? 1 : 0];
  const text = () => getComputedStyle(document.body).color;

  // ---- elements

  const element = (tag, content, className) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (typeof content === "string") made.textContent = content;
    else if (content) made.append(...content);
    return made;
  };
  const button = (label, act) => {
    const made = element("button", label, "link");
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  };
  const copies = (cell) => [...cell.childNodes].map((child) => child.cloneNode(true));

  // ---- vis-network: lines, zoom, drag, and what the pointer is on

  const edgeStyle = (edge) => {
    const colour = ink(data.lines[edge.line]);
    const loud = lit().edges;
    return {
      id: edge.id,
      width: edge.width + (state.chosen.edge === edge.id || state.hovered.edge === edge.id ? 1.5 : 0),
      color: { color: colour, highlight: colour, hover: colour, inherit: false,
        opacity: loud && !loud.has(edge.id) ? DIM : 1 },
    };
  };
  if (stage.clientHeight > 1.1 * stage.clientWidth) { // a phone held upright: a quarter turn
    for (const node of nodes) [node.x, node.y] = [-node.y, node.x];
  }
  const lines = new vis.DataSet();
  const network = new vis.Network(byId("canvas"), {
    nodes: new vis.DataSet(nodes.map(({ id, x, y, size, focus }) =>
      ({ id, x, y, size: size + (focus ? 7 : 3), shape: "dot", opacity: 0, borderWidth: 1, label: "" }))),
    edges: lines,
  }, {
    physics: false,
    layout: { improvedLayout: false },
    nodes: { chosen: false },
    edges: { chosen: false, smooth: false, arrowStrikethrough: false, hoverWidth: 0,
      selectionWidth: 0 },
    interaction: { hover: true, hoverConnectedEdges: false, selectConnectedEdges: false,
      keyboard: false, multiselect: false },
  });
  lines.add(edges.map((edge) => ({
    id: edge.id, from: edge.from, to: edge.to, dashes: edge.dashes, arrows: edge.arrows,
    ...(edge.smooth ? { smooth: edge.smooth } : {}),
    ...(edge.selfReference ? { selfReference: edge.selfReference } : {}),
    ...edgeStyle(edge),
  })));
  const frame = byId("canvas").firstElementChild;
  frame.tabIndex = -1; // the stage around it is what the keyboard reaches

  // The nodes and edges that stand out while something is chosen; none: everything does.
  function lit() {
    if (state.chosen.node !== undefined) {
      const near = around[state.chosen.node];
      return { nodes: new Set([state.chosen.node, ...near.flatMap((edge) => [edge.from, edge.to])]),
        edges: new Set(near.map((edge) => edge.id)) };
    }
    if (state.chosen.edge !== undefined) {
      const edge = edges[state.chosen.edge];
      return { nodes: new Set([edge.from, edge.to]), edges: new Set([edge.id]) };
    }
    return {};
  }

  const tell = (hidden) => {
    const count = hidden.toLocaleString("en");
    byId("unseen").textContent = hidden ? `${count} ${hidden === 1 ? "name has" : "names have"} no room yet: zoom in` : "";
  };
  const repaint = () => lines.update(edges.map(edgeStyle));

  const view = graphkitPaint({ data, around, ranked, network, stage, ink, paper, text, state, lit, tell });

  // ---- tooltip and panel

  const dates = (edge) => [
    edge.start && `Start: ${edge.start}`,
    edge.end && `End: ${edge.end}`,
    `Certainty: ${edge.certainty}`,
  ].filter(Boolean).join(" · ");

  const tipLines = ({ node, edge }) => (node === undefined
    ? [edges[edge].sentence, dates(edges[edge])]
    : [nodes[node].name, [data.marks[nodes[node].mark].word, ...nodes[node].names].join(" · ")]);

  const showTip = (what, at) => {
    const tip = byId("tip");
    tip.replaceChildren(...tipLines(what).map((line) => element("p", line)));
    tip.hidden = false;
    const left = at.x + 14 + tip.offsetWidth > stage.clientWidth ? at.x - tip.offsetWidth - 14 : at.x + 14;
    const top = at.y + 14 + tip.offsetHeight > stage.clientHeight ? at.y - tip.offsetHeight - 14 : at.y + 14;
    tip.style.left = `${Math.max(left, 6)}px`;
    tip.style.top = `${Math.max(top, 6)}px`;
  };
  const hideTip = () => { byId("tip").hidden = true; };

  const edgePanel = (edge) => {
    const row = byId(`fact-${edge.id}`);
    const list = element("dl");
    for (const cell of row.querySelectorAll("td")) {
      const wide = cell.dataset.column === "Sources" ? "wide" : "";
      list.append(element("dt", cell.dataset.column, wide), element("dd", copies(cell), wide));
    }
    return [element("h2", edge.sentence), list];
  };
  const nodePanel = (node) => {
    const kind = element("p", data.marks[node.mark].word, "kind");
    const others = node.names.length
      ? [element("h3", "Other names"), element("ul", node.names.map((name) => element("li", name)))] : [];
    const facts = around[node.id].map((edge) =>
      element("li", [button(edge.sentence, () => choose({ edge: edge.id }))]));
    return [element("h2", node.name), kind, ...others,
      element("h3", facts.length ? "Facts in this picture" : "No fact in this picture"), element("ul", facts)];
  };

  const openingPanel = () => {
    const names = ranked.filter((node) => around[node.id].length).slice(0, 8).map((node) =>
      element("li", [button(node.name, () => choose({ node: node.id }))]));
    return [element("p", "Choose a line or a mark in the picture, or a row in a table, to see what is known and who says so.", "absent"),
      ...(names.length ? [element("h3", "Names with most facts here"), element("ul", names)] : [])];
  };

  const choose = (what) => {
    state.chosen = what;
    document.querySelectorAll("tr.chosen").forEach((row) => row.classList.remove("chosen"));
    if (what.edge !== undefined) {
      panel.replaceChildren(...edgePanel(edges[what.edge]));
      byId(`fact-${what.edge}`).classList.add("chosen");
    } else if (what.node !== undefined) {
      panel.replaceChildren(...nodePanel(nodes[what.node]));
      byId(`name-${what.node}`).classList.add("chosen");
    } else {
      panel.replaceChildren(...openingPanel());
    }
    panel.scrollTop = 0;
    repaint();
    network.redraw();
  };
  // Chosen from outside the picture: bring it into view, and the reader to what is said about it.
  const goTo = (what) => {
    choose(what);
    const ends = what.edge === undefined ? [nodes[what.node]] : [nodes[edges[what.edge].from], nodes[edges[what.edge].to]];
    const inside = ends.every((node) => {
      const { x, y } = network.canvasToDOM(view.place(node));
      return x > 30 && y > 30 && x < stage.clientWidth - 30 && y < stage.clientHeight - 30;
    });
    if (!inside || network.getScale() < 0.5) {
      view.fit([...lit().nodes].map((id) => nodes[id]));
    }
    const { top } = stage.getBoundingClientRect();
    if (top < 0 || top > innerHeight / 2) document.querySelector(".view").scrollIntoView();
    panel.focus({ preventScroll: true });
  };

  // ---- what the reader does

  network.on("click", ({ nodes: [node], edges: [edge], pointer }) => {
    hideTip();
    const what = node !== undefined ? { node } : edge !== undefined ? { edge } : {};
    choose(what);
    if (node !== undefined || edge !== undefined) showTip(what, pointer.DOM); // a finger does not hover
  });
  const hover = (what, event) => {
    const touched = [state.hovered.edge, what.edge].filter((edge) => edge !== undefined);
    state.hovered = what;
    lines.update(touched.map((edge) => edgeStyle(edges[edge])));
    if (event) showTip(what, event.pointer.DOM);
    else hideTip();
    network.redraw();
  };
  network.on("hoverNode", (event) => hover({ node: event.node }, event));
  network.on("hoverEdge", (event) => hover({ edge: event.edge }, event));
  network.on("blurNode", () => hover({}));
  network.on("blurEdge", () => hover({}));
  network.on("dragStart", hideTip);
  network.on("zoom", hideTip);
  stage.addEventListener("mouseleave", hideTip);

  const keys = {
    "+": () => view.zoom(1.25), "=": () => view.zoom(1.25), "-": () => view.zoom(0.8), 0: () => view.fit(),
    ArrowLeft: () => view.pan(-60, 0), ArrowRight: () => view.pan(60, 0),
    ArrowUp: () => view.pan(0, -60), ArrowDown: () => view.pan(0, 60),
    Escape: () => choose({}),
  };
  stage.addEventListener("keydown", (event) => {
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  });
  byId("zoom-in").addEventListener("click", () => view.zoom(1.25));
  byId("zoom-out").addEventListener("click", () => view.zoom(0.8));
  byId("fit").addEventListener("click", () => view.fit());
  byId("find-list").append(...nodes.map((node) => {
    const option = element("option");
    option.value = node.name;
    return option;
  }));
  byId("find").addEventListener("change", ({ target }) => {
    const wanted = target.value.trim().toLocaleLowerCase();
    const all = (node) => [node.name, ...node.names].map((name) => name.toLocaleLowerCase());
    const found = wanted && (nodes.find((node) => all(node).includes(wanted))
      ?? nodes.find((node) => all(node).some((name) => name.includes(wanted))));
    target.setCustomValidity(wanted && !found ? "No name here contains that." : "");
    target.reportValidity();
    if (found) goTo({ node: found.id });
  });
  document.addEventListener("click", ({ target }) => {
    const { fact, name } = target.closest("table button")?.dataset ?? {};
    if (fact !== undefined) goTo({ edge: Number(fact) });
    else if (name !== undefined) goTo({ node: Number(name) });
  });
  dark.addEventListener("change", () => { repaint(); network.redraw(); });
  let seen = stage.clientWidth;
  new ResizeObserver(() => {
    if (stage.clientWidth !== seen) {
      seen = stage.clientWidth;
      requestAnimationFrame(() => view.fit());
    }
  }).observe(stage);

  const asked = nodes.filter((node) => node.focus);
  panel.replaceChildren(...(asked.length === 1 ? nodePanel(asked[0]) : openingPanel()));
  view.fit();
  network.redraw();
  document.documentElement.dataset.ready = "true";
})();
