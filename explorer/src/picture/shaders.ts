/**
 * What the graphics card does with marks, lines and line ends. Sizes are in pixels of the screen; a
 * size `s` is drawn `s / u_sizeRatio` large.
 */

export const LEAST = 2.6; // radius of a mark, unless its size is less
export const RIM = 1.5; // by which a mark is drawn larger
export const SPREAD = 1.18; // what is drawn of a mark, in radii: up to there its silhouette and its rim reach
export const PIECES = 14; // straight ones, that a bow is made of
const [LOOP, LOOPS] = [13, 8]; // radius of a mark's first loop, and by how much each further one is larger
export const loopRadius = (bend: number): number => LOOP + LOOPS * bend;
const number = (value: number): string => (Number.isInteger(value) ? `${value}.0` : String(value));

const SCREEN = /*glsl*/ `
uniform mat3 u_matrix;
uniform vec2 u_viewport;
uniform float u_sizeRatio;
vec2 pixels(vec2 place) { return (u_matrix * vec3(place, 1.0)).xy * u_viewport * 0.5; }
vec2 drawn(vec2 sizes) { return max(sizes / u_sizeRatio, min(sizes, vec2(${number(LEAST)}))); }
vec4 clip(vec2 at) { return vec4(at / u_viewport * 2.0, 0.0, 1.0); }
`;

const COLOUR = /*glsl*/ `
attribute vec4 a_color;
varying vec4 v_color;
void colour() {
  v_color = vec4(a_color.rgb, a_color.a * 255.0 / 254.0);
}
`;

/** A mark with its rim; its silhouette's cell reaches further by `SPREAD`. */
const MARK = /*glsl*/ `
attribute vec2 a_position;
attribute float a_size;
attribute float a_mark;
attribute vec2 a_corner;
float markRadius() { return drawn(vec2(a_size)).x + ${number(RIM)}; }
`;

export const MARK_VERTEX = /*glsl*/ `
uniform float u_cells;
varying vec2 v_at;
${SCREEN}${COLOUR}${MARK}
void main() {
  gl_Position = clip(pixels(a_position) + a_corner * markRadius() * ${number(SPREAD)});
  v_at = vec2((a_mark + a_corner.x * 0.5 + 0.5) / u_cells, 0.5 - a_corner.y * 0.5);
  colour();
}
`;

/** Red of the atlas is the silhouette, green the silhouette with a rim of paper around it. */
export const MARK_FRAGMENT = /*glsl*/ `
precision mediump float;
uniform sampler2D u_atlas;
uniform vec3 u_paper;
varying vec4 v_color;
varying vec2 v_at;
void main() {
  vec2 inside = texture2D(u_atlas, v_at).rg;
  gl_FragColor = vec4(mix(u_paper, v_color.rgb, inside.r) * inside.g, inside.g) * v_color.a;
}
`;

export const RING_VERTEX = /*glsl*/ `
attribute float a_ring;
varying vec2 v_uv;
varying vec2 v_corner;
varying float v_mark;
varying float v_ring;
varying float v_radius;
${SCREEN}${COLOUR}${MARK}
void main() {
  float radius = markRadius();
  float reach = radius * ${number(SPREAD)} + 5.0 * a_ring;
  gl_Position = clip(pixels(a_position) + a_corner * reach);
  vec2 cell = a_corner * reach / radius / ${number(SPREAD)};
  v_corner = a_corner * reach;
  v_uv = vec2(cell.x * 0.5 + 0.5, 0.5 - cell.y * 0.5);
  v_mark = a_mark;
  v_ring = a_ring;
  v_radius = radius;
  colour();
}
`;

export const RING_FRAGMENT = /*glsl*/ `
precision mediump float;
uniform sampler2D u_atlas;
uniform vec3 u_paper;
uniform float u_cells;
varying vec4 v_color;
varying vec2 v_uv;
varying vec2 v_corner;
varying float v_mark;
varying float v_ring;
varying float v_radius;
void main() {
  vec2 at = clamp(v_uv, 0.0, 1.0); // a ring reaches further than the silhouette's cell
  vec2 inside = texture2D(u_atlas, vec2((v_mark + at.x) / u_cells, at.y)).rg;
  float rim = inside.g;
  vec3 ink = mix(u_paper, v_color.rgb, inside.r);
  vec4 sum = vec4(ink * rim, rim);
  if (v_ring > 0.5) {
    float far = length(v_corner);
    float ring = smoothstep(2.2, 1.2, abs(far - v_radius - 3.5));
    float ground = smoothstep(v_radius + 4.0, v_radius + 3.0, far);
    sum += vec4(u_paper, 1.0) * ground * (1.0 - sum.a);
    sum = vec4(v_color.rgb, 1.0) * ring + sum * (1.0 - ring);
  }
  gl_FragColor = sum * v_color.a;
}
`;

/** Where a line runs: a straight one, a bow, or a loop where both ends are one mark. */
const COURSE = /*glsl*/ `
attribute vec2 a_start;
attribute vec2 a_end;
attribute float a_bend;
attribute vec3 a_look;
attribute vec2 a_radii;
float loopRadius() { return ${number(LOOP)} + ${number(LOOPS)} * a_bend; }
vec2 loopCentre(vec2 at, float radius) { return at + vec2(0.0, radius + loopRadius() * 0.75); }
vec2 middle(vec2 from, vec2 to) {
  vec2 along = to - from;
  return (from + to) * 0.5 + vec2(-along.y, along.x) * a_bend;
}
vec2 course(vec2 from, vec2 over, vec2 to, float t) {
  return mix(mix(from, over, t), mix(over, to, t), t);
}
vec2 heading(vec2 from, vec2 over, vec2 to, float t) {
  vec2 way = mix(over - from, to - over, t);
  return way / max(length(way), 0.001);
}
float headLength() { return a_look.y < 0.5 ? 0.0 : 8.0 + a_look.x * 1.4; }
`;

export const LINE_VERTEX = /*glsl*/ `
attribute vec2 a_corner;
varying vec2 v_along;
varying float v_side;
varying float v_half;
${SCREEN}${COLOUR}${COURSE}
void main() {
  vec2 from = pixels(a_start);
  vec2 to = pixels(a_end);
  vec2 radii = drawn(a_radii);
  float thick = a_look.x / sqrt(max(u_sizeRatio, 1.0));
  float half_ = max(thick, 0.8) * 0.5 + 0.75;
  float far = max(distance(from, to), 0.001);
  vec2 at;
  vec2 way;
  float length_;
  if (a_start == a_end) {
    float angle = radians(-60.0 + a_corner.x * 300.0);
    float radius = loopRadius();
    at = loopCentre(from, radii.x) + radius * vec2(cos(angle), sin(angle));
    way = vec2(-sin(angle), cos(angle));
    length_ = radius * 5.2;
  } else {
    vec2 over = middle(from, to);
    float first = min(radii.x / far, 0.45);
    float last = max(1.0 - (radii.y + 1.5 + headLength() * 0.8) / far, first);
    float t = mix(first, last, a_corner.x);
    at = course(from, over, to, t);
    way = heading(from, over, to, t);
    length_ = far * (last - first) * (1.0 + a_bend * a_bend);
  }
  v_side = a_corner.y * half_;
  v_half = half_ - 0.75;
  v_along = vec2(a_corner.x * length_, a_look.z);
  gl_Position = clip(at + vec2(-way.y, way.x) * v_side);
  colour();
}
`;

export const LINE_FRAGMENT = /*glsl*/ `
precision mediump float;
varying vec4 v_color;
varying vec2 v_along;
varying float v_side;
varying float v_half;
void main() {
  float cover = 1.0 - smoothstep(v_half - 0.25, v_half + 0.75, abs(v_side));
  if (v_along.y > 0.5) {
    float place = mod(v_along.x, 12.0);
    cover *= smoothstep(7.0, 6.2, place);
  }
  gl_FragColor = vec4(v_color.rgb, 1.0) * cover * v_color.a;
}
`;

export const HEAD_VERTEX = /*glsl*/ `
attribute vec2 a_corner;
varying vec2 v_at;
varying float v_shape;
varying float v_length;
${SCREEN}${COLOUR}${COURSE}
void main() {
  vec2 from = pixels(a_start);
  vec2 to = pixels(a_end);
  vec2 radii = drawn(a_radii);
  float far = max(distance(from, to), 0.001);
  float long_ = headLength();
  vec2 tip;
  vec2 way;
  if (a_start == a_end) {
    float angle = radians(236.0);
    tip = loopCentre(from, radii.x) + loopRadius() * vec2(cos(angle), sin(angle));
    way = vec2(-sin(angle), cos(angle));
  } else {
    vec2 over = middle(from, to);
    float t = max(1.0 - (radii.y + 1.5) / far, 0.5);
    tip = course(from, over, to, t);
    way = heading(from, over, to, max(t - long_ * 0.5 / far, 0.0));
  }
  v_at = vec2(a_corner.x * (long_ + 2.0) - 1.0, a_corner.y * (long_ * 0.5 + 1.0));
  v_length = long_;
  v_shape = a_look.y;
  gl_Position = clip(tip - way * v_at.x + vec2(-way.y, way.x) * v_at.y);
  colour();
}
`;

/** x runs back from the tip, y across; shapes are 1 arrow, 2 vee, 3 circle, 4 box. */
export const HEAD_FRAGMENT = /*glsl*/ `
precision mediump float;
varying vec4 v_color;
varying vec2 v_at;
varying float v_shape;
varying float v_length;
float below(float edge) { return clamp(0.5 - edge, 0.0, 1.0); }
void main() {
  if (v_shape < 0.5) discard;
  float across = abs(v_at.y);
  float cover;
  if (v_shape < 1.5) {
    float notch = v_length * 0.78 + across * 0.45;
    cover = below(across - v_at.x * 0.42) * below(v_at.x - notch);
  } else if (v_shape < 2.5) {
    float notch = v_length * 0.5 + across;
    cover = below((across - v_at.x * 0.5) * 0.9) * below((v_at.x - notch) * 0.7);
  } else if (v_shape < 3.5) {
    float radius = v_length * 0.42;
    cover = below(length(vec2(v_at.x - radius, v_at.y)) - radius);
  } else {
    cover = below(across - v_length * 0.38) * below(v_at.x - v_length * 0.8) * below(-v_at.x);
  }
  gl_FragColor = vec4(v_color.rgb, 1.0) * cover * v_color.a;
}
`;
