// Paints marks and names over the lines that vis-network draws, at a size on the screen that stays
// readable at any zoom and where they do not touch; and moves the view.
"use strict";
globalThis.graphkitPaint = ({ data, around, ranked, network, stage, ink, paper, text, state, lit, tell }) => {
  const FACE = getComputedStyle(document.documentElement).fontFamily;
  const SIZE = 13; // of a name, in pixels
  const SMALL = 11; // of the words on a line
  const ALWAYS = 40; // names up to which none should be left out, and lines up to which all have words
  const LEADERS = 14; // the names with most lines, which are shown before all others
  const RING = 4; // pixels between a mark and the ring around it
  const { nodes, edges } = data;
  const paths = data.marks.map((mark) => new Path2D(mark.path));
  const leaders = new Set(ranked.slice(0, nodes.length <= ALWAYS ? ALWAYS : LEADERS).map((node) => node.id));

  const gauge = document.createElement("canvas").getContext("2d");
  const widths = new Map();
  const width = (words, font) => {
    const key = `${font}\n${words}`;
    if (!widths.has(key)) {
      gauge.font = font;
      widths.set(key, gauge.measureText(words).width);
    }
    return widths.get(key);
  };
  const nameFont = (node) => `${node.focus ? 650 : 500} ${node.focus ? SIZE + 1 : SIZE}px ${FACE}`;
  const lineHeight = (node) => (node.focus ? SIZE + 1 : SIZE) * 1.25;
  const rows = nodes.map((node) => node.label.split("\n"));
  const isHot = (node) => state.chosen.node === node.id || state.hovered.node === node.id;

  const items = (list, scale, loud = {}) => list.map((node) => ({
    owner: node.id,
    x: positions[node.id].x * scale,
    y: positions[node.id].y * scale,
    radius: radius(node, scale) + (isHot(node) || node.focus ? RING + 2 : 0),
    width: Math.max(...rows[node.id].map((row) => width(row, nameFont(node)))),
    height: rows[node.id].length * lineHeight(node),
    rays: rays(node),
    eager: loud.nodes ? loud.nodes.has(node.id) : leaders.has(node.id),
    must: isHot(node),
  }));
  // The directions in which lines leave a node; an arrow's head must stay in sight, so it weighs more.
  const rays = (node) => around[node.id].filter((edge) => edge.from !== edge.to).map((edge) => {
    const other = positions[edge.from === node.id ? edge.to : edge.from];
    const [x, y] = [other.x - positions[node.id].x, other.y - positions[node.id].y];
    const far = Math.hypot(x, y) || 1;
    return { x: x / far, y: y / far, weight: edge.to === node.id ? 2 : 1 };
  });
  const radius = (node, scale) => Math.max(node.size * scale, 3.2);

  let positions = network.getPositions();
  network.on("dragging", () => { positions = network.getPositions(); });
  network.on("dragEnd", () => { positions = network.getPositions(); });

  const drawMark = (context, node, scale, faint) => {
    const { x, y } = positions[node.id];
    const mark = data.marks[node.mark];
    const size = radius(node, scale) / scale;
    context.save();
    context.translate(x, y);
    if (isHot(node) || node.focus) {
      context.beginPath();
      context.arc(0, 0, size + RING / scale, 0, 2 * Math.PI);
      context.fillStyle = paper();
      context.fill();
      context.lineWidth = (isHot(node) ? 3 : 2) / scale;
      context.strokeStyle = ink(mark);
      context.stroke();
    }
    context.scale(size / 12, size / 12);
    context.lineWidth = 3.4;
    context.lineJoin = "round";
    context.strokeStyle = paper();
    context.stroke(paths[node.mark]);
    context.fillStyle = paper(); // under a faint mark, so that no line shows through it
    context.fill(paths[node.mark]);
    context.globalAlpha = faint ? 0.3 : 1;
    context.fillStyle = ink(mark);
    context.fill(paths[node.mark], "evenodd");
    context.restore();
  };

  const write = (context, words, x, y, font, colour, height) => {
    context.fillStyle = paper();
    context.globalAlpha *= 0.85;
    context.fillRect(x - width(words, font) / 2 - 2, y - height / 2, width(words, font) + 4, height);
    context.globalAlpha /= 0.85;
    context.font = font;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = 4;
    context.strokeStyle = paper();
    context.strokeText(words, x, y);
    context.fillStyle = colour;
    context.fillText(words, x, y);
  };

  const drawNames = (context, scale, loud) => {
    const shown = (node) => {
      const { x, y } = network.canvasToDOM(positions[node.id]);
      return x > -80 && y > -80 && x < stage.clientWidth + 80 && y < stage.clientHeight + 80;
    };
    const inView = ranked.filter(shown);
    const first = inView.filter((node) => isHot(node) || loud.nodes?.has(node.id));
    // Among many names, those of what is chosen are all that is wanted.
    const rest = loud.nodes && nodes.length > ALWAYS ? [] : inView.filter((node) => !first.includes(node));
    const wanted = items([...first, ...rest], scale, loud);
    const marks = inView.map((node) => ({ owner: node.id, x: positions[node.id].x * scale,
      y: positions[node.id].y * scale, radius: radius(node, scale), firm: loud.nodes?.has(node.id) }));
    const [from, to] = [{ x: 0, y: 0 }, { x: stage.clientWidth, y: stage.clientHeight }].map((at) => network.DOMtoCanvas(at));
    const view = { left: from.x * scale, top: from.y * scale, right: to.x * scale, bottom: to.y * scale };
    const { placed, taken } = graphkitLabels.arrange(wanted, marks, view);
    for (const { item, box } of placed) {
      const node = nodes[item.owner];
      context.globalAlpha = loud.nodes && !loud.nodes.has(node.id) ? 0.35 : 1;
      rows[node.id].forEach((row, index) => {
        write(context, row, (box.left + box.right) / 2, box.top + (index + 0.5) * lineHeight(node), nameFont(node), text(), lineHeight(node));
      });
    }
    context.globalAlpha = 1;
    tell(wanted.length - placed.length);
    return taken;
  };

  // The relation's words on a line, where they fit between the names.
  const drawWords = (context, scale, loud, taken) => {
    for (const edge of edges) {
      const hot = loud.edges?.has(edge.id) || state.hovered.edge === edge.id;
      if (edge.from === edge.to || !(hot || (edges.length <= ALWAYS && !loud.edges))) continue;
      const words = data.lines[edge.line].word;
      const font = `500 ${SMALL}px ${FACE}`;
      const long = width(words, font) + 6;
      const curve = network.body.edges[edge.id].edgeType;
      const at = (part) => {
        const { x, y } = curve.getPoint(part);
        return { x: x * scale, y: y * scale };
      };
      const [start, end] = [at(0.02), at(0.98)];
      if (Math.hypot(end.x - start.x, end.y - start.y) < long + 26 * scale + 6) continue;
      for (const part of [0.5, 0.44, 0.56, 0.38, 0.62, 0.33, 0.67]) {
        const [before, middle, after] = [at(part - 0.05), at(part), at(part + 0.05)];
        let angle = Math.atan2(after.y - before.y, after.x - before.x);
        if (Math.abs(angle) > Math.PI / 2) angle += Math.PI;
        const boxes = graphkitLabels.slanted(middle.x, middle.y, angle, long, SMALL + 3, `line ${edge.id}`);
        if (!boxes.every((box) => taken.free(box, `line ${edge.id}`))) continue;
        boxes.forEach((box) => taken.add(box));
        context.save();
        context.translate(middle.x, middle.y);
        context.rotate(angle);
        write(context, words, 0, 0, font, ink(data.lines[edge.line]), SMALL + 2);
        context.restore();
        break;
      }
    }
  };

  network.on("afterDrawing", (context) => {
    const scale = network.getScale();
    const loud = lit();
    for (const node of [...ranked].reverse()) drawMark(context, node, scale, loud.nodes && !loud.nodes.has(node.id));
    context.save();
    context.scale(1 / scale, 1 / scale);
    drawWords(context, scale, loud, drawNames(context, scale, loud));
    context.restore();
  });

  const fit = (some) => {
    const list = some ?? nodes;
    if (list.length === 0) return;
    const room = { x: stage.clientWidth, y: stage.clientHeight };
    let scale = 1.2;
    const centre = { x: 0, y: 0 };
    for (let round = 0; round < 3; round += 1) { // names keep their size, so the scale moves them
      for (const axis of ["x", "y"]) {
        const low = Math.min(...list.map((node) => reach(node, axis, scale)[0]));
        const high = Math.max(...list.map((node) => reach(node, axis, scale)[1]));
        centre[axis] = (low + high) / 2;
        centre[`${axis}Scale`] = scale * (room[axis] - 36) / Math.max((high - low) * scale, 1);
      }
      scale = Math.min(1.2, centre.xScale, centre.yScale);
    }
    network.moveTo({ position: { x: centre.x, y: centre.y }, scale: Math.max(scale, 0.02) });
  };
  const reach = (node, axis, scale) => {
    const place = positions[node.id][axis];
    const [item] = items([node], scale);
    const before = axis === "x" ? Math.max(item.width / 2, item.radius) : item.radius;
    const after = axis === "x" ? before : item.radius + 3 + item.height;
    const busy = nodes.length <= 120 ? 1 : 0.3;
    return [place - before * busy / scale, place + after * busy / scale];
  };
  const zoom = (factor) => network.moveTo({ scale: Math.min(Math.max(network.getScale() * factor, 0.02), 6) });
  const pan = (x, y) => {
    const at = network.getViewPosition();
    const scale = network.getScale();
    network.moveTo({ position: { x: at.x + x / scale, y: at.y + y / scale } });
  };

  return { fit, zoom, pan, place: (node) => positions[node.id] };
};
