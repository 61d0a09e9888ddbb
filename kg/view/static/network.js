// The page of one network: pan and zoom, highlight, filters, search, keyboard, evidence. No dependency, no network access.
// Texts of documents only ever enter the page through textContent.
'use strict';
(() => {
  const $ = id => document.getElementById(id);
  const data = JSON.parse($('data').textContent);
  const svg = $('net'), view = $('view'), panel = $('panel'), stage = $('stage'), main = $('main');
  const nodes = new Map(data.nodes.map(n => [n.id, Object.assign(n, { el: $(n.id), text: $('label-' + n.id), links: [] })]));
  const edges = new Map(data.edges.map(e => [e.id, Object.assign(e, { el: $(e.id) })]));
  for (const e of edges.values()) for (const end of new Set([e.s, e.t])) nodes.get(end).links.push(e);
  document.documentElement.classList.add('js');

  function make(tag, props, ...children) {
    const el = document.createElement(tag);
    for (const [key, value] of Object.entries(props || {})) {
      if (key in el) el[key] = value; else el.setAttribute(key, value);
    }
    el.append(...children.filter(child => child != null && child !== ''));
    return el;
  }
  const many = (n, noun) => n.toLocaleString('en') + ' ' + noun + (n === 1 ? '' : 's');

  // ---- pan and zoom: the svg loses its viewBox, so that its units are pixels, and the group #view moves
  const W = data.width, H = data.height;
  let k = 1, tx = 0, ty = 0, wait = 0, lastK = 0, touched = false;
  svg.removeAttribute('viewBox');
  const size = () => stage.getBoundingClientRect();
  function draw() {
    view.setAttribute('transform', `translate(${tx.toFixed(2)} ${ty.toFixed(2)}) scale(${k.toFixed(4)})`);
    if (k !== lastK && !wait) wait = requestAnimationFrame(() => { wait = 0; lastK = k; relabel(); });
  }
  const fitScale = () => { const s = size(); return Math.min(s.width / W, s.height / H); };
  function fit() {
    const s = size();
    touched = false;
    k = fitScale(); tx = (s.width - W * k) / 2; ty = (s.height - H * k) / 2;
    draw();
  }
  function centre(x, y) { touched = true; const s = size(); tx = s.width / 2 - x * k; ty = s.height / 2 - y * k; draw(); }
  function zoom(factor, x, y) {
    const s = size();
    touched = true;
    if (x === undefined) { x = s.width / 2; y = s.height / 2; }
    const next = Math.min(Math.max(k * factor, fitScale() * 0.7), 6);
    tx = x - (x - tx) * next / k; ty = y - (y - ty) * next / k; k = next;
    draw();
  }
  function start() {
    // On a phone the whole picture would be too small to read: begin at the best connected node.
    fit();
    if (k < 0.5 && size().width < 600) { k = 0.55; centre(data.nodes[0].x, data.nodes[0].y); }
  }
  function reveal(n) {
    const s = size(), x = n.x * k + tx, y = n.y * k + ty;
    if (x < 30 || y < 30 || x > s.width - 30 || y > s.height - 30) centre(n.x, n.y);
  }

  // ---- labels keep a readable size on the screen; the important come first, and none covers another or a node
  const SIDES = [[0, 1], [1, 0], [-1, 0], [0, -1], [1, 1], [-1, 1], [1, -1], [-1, -1]];
  const overlap = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
  function spot(n, f, blocked) { // where the label goes at f times its size: the place of the scene, else any free side
    const [l, t, r, b] = n.box, w = (r - l) * f, h = (b - t) * f, gap = 4 * f;
    const boxes = SIDES.map(([across, down]) => {
      const reach = n.r * (across && down ? 0.75 : 1) + (across && down ? 1 : gap);
      const left = n.x + across * reach - (across < 0 ? w : across ? 0 : w / 2);
      const top = n.y + down * reach - (down < 0 ? h : down ? 0 : h / 2);
      return [left, top, left + w, top + h];
    });
    if (!n.inside) boxes.unshift(f === 1 ? n.box : [n.x + (l - n.x) * f, n.y + (t - n.y) * f, n.x + (r - n.x) * f, n.y + (b - n.y) * f]);
    return boxes.find(box => box[0] >= 0 && box[2] <= W && box[1] >= 0 && box[3] <= H && !blocked(n, box));
  }
  function relabel() {
    const px = data.size * k, f = px < 10 ? Math.min(10 / px, 6) : px > 17 ? 17 / px : 1;
    const focused = svg.classList.contains('focus'), shown = data.nodes.filter(n => !n.el.classList.contains('off'));
    const rims = shown.map(n => [n, [n.x - n.r, n.y - n.r, n.x + n.r, n.y + n.r]]), taken = [];
    const lit = n => n.el.classList.contains('on');
    // While a node is in focus its neighbours come first, and what is faded may be covered.
    const order = focused ? [...shown.filter(lit), ...shown.filter(n => !lit(n))] : shown;
    const blocked = (n, box) => taken.some(other => overlap(box, other))
      || rims.some(([node, rim]) => node !== n && (!focused || lit(node) || !lit(n)) && overlap(box, rim));
    for (const n of data.nodes) n.text.classList.toggle('off', n.el.classList.contains('off'));
    for (const n of order) {
      const inside = n.inside && px > 8;
      n.text.classList.toggle('inside', inside);
      const box = inside ? n.box : spot(n, f, blocked);
      n.text.classList.toggle('quiet', !box);
      if (!box) continue;
      if (!inside) taken.push(box);
      if (box === n.box) n.text.removeAttribute('transform');
      else n.text.setAttribute('transform', `translate(${(box[0] - n.box[0] * f).toFixed(2)} ${(box[1] - n.box[1] * f).toFixed(2)}) scale(${f.toFixed(3)})`);
    }
  }

  // ---- highlight and selection
  let picked = null;
  function light(thing) {
    for (const el of svg.querySelectorAll('.on')) el.classList.remove('on');
    svg.classList.toggle('focus', !!thing);
    if (thing) {
      const links = thing.links || [thing];
      const ends = new Set(thing.links ? [thing.id] : []);
      for (const e of links) if (!e.el.classList.contains('off')) { e.el.classList.add('on'); ends.add(e.s).add(e.t); }
      for (const id of ends) { nodes.get(id).el.classList.add('on'); nodes.get(id).text.classList.add('on'); }
    }
    relabel();
  }
  function pick(thing, focusPanel) {
    if (picked) picked.el.classList.remove('picked');
    picked = thing;
    if (thing) thing.el.classList.add('picked');
    light(thing);
    if (main.classList.contains('open') !== !!thing) {
      main.classList.toggle('open', !!thing);
      if (!touched) fit(); // the panel takes room from the picture
    }
    if (!thing) panel.replaceChildren(); else if (thing.links) showNode(thing); else showEdge(thing);
    panel.scrollTop = 0;
    if (thing) reveal(thing.links ? thing : nodes.get(thing.t));
    if (thing && thing.links) roam(thing, false);
    if (focusPanel) { panel.querySelector('h2').focus(); if (innerWidth <= 820) panel.scrollIntoView(); }
  }

  // ---- the panel: everything through textContent
  function go(id, text) {
    return make('button', { className: 'go', type: 'button', textContent: text, onclick: () => { pick(nodes.get(id), true); } });
  }
  function head(title, meta) {
    panel.replaceChildren(
      make('button', { className: 'close', type: 'button', textContent: '✕', 'aria-label': 'Close', onclick: () => pick(null) }),
      make('h2', { textContent: title, tabIndex: -1 }), make('p', { className: 'meta', textContent: meta }));
  }
  function fact(f) {
    const quotes = f.quotes.map(q => make('blockquote', {},
      make('q', { textContent: q.text }),
      make('footer', { textContent: [q.speaker, q.document, q.file !== q.document ? q.file : '',
        `characters ${q.start}–${q.end}`].filter(Boolean).join(' · ') })));
    const meta = [f.date, ...f.notes].filter(Boolean).join(' · ');
    return make('div', { className: 'fact' }, make('p', { textContent: f.label }),
      meta ? make('p', { className: 'meta', textContent: meta }) : '', ...quotes,
      f.more ? make('p', { className: 'meta', textContent: `and ${many(f.more, 'more quote')}: kg explain ${f.iri}` }) : '');
  }
  function showNode(n) {
    const about = [n.level && n.type !== n.level ? n.level : '', n.type || n.kind].filter(Boolean).join(' · ');
    head(n.label, `${about} · ${many(n.links.length, 'link')} · named in ${many(n.documents, 'document')}`);
    const shown = n.links.filter(e => !e.el.classList.contains('off')).sort((a, b) => data.kinds.indexOf(a.kind) - data.kinds.indexOf(b.kind));
    for (const e of shown) {
      const other = nodes.get(e.s === n.id ? e.t : e.s);
      const said = e.s === n.id ? [e.verb + ' ', go(other.id, other.label)] : [go(other.id, other.label), ` ${e.verb} ${n.short}`];
      panel.append(make('details', { open: shown.length <= 5 },
        make('summary', {}, ...said, e.words !== e.kind ? make('small', { textContent: e.words }) : ''), ...e.facts.map(fact)));
    }
    if (shown.length < n.links.length) panel.append(make('p', { className: 'meta', textContent: `${many(n.links.length - shown.length, 'link')} hidden by the filters` }));
  }
  function showEdge(e) {
    const s = nodes.get(e.s), t = nodes.get(e.t);
    head(`${s.label} ${e.verb} ${t.label}`, e.words);
    panel.append(make('div', { className: 'link' }, go(s.id, s.label), ' · ', go(t.id, t.label)), ...e.facts.map(fact));
  }

  // ---- filters
  function filter() {
    const off = name => new Set([...document.querySelectorAll(`input[name=${name}]:not(:checked)`)].map(box => box.value));
    const types = off('type'), kinds = off('kind');
    let nodesOn = 0, edgesOn = 0;
    for (const n of nodes.values()) { const hide = types.has(n.group); n.el.classList.toggle('off', hide); nodesOn += !hide; }
    for (const e of edges.values()) {
      const hide = kinds.has(e.kind) || [e.s, e.t].some(id => nodes.get(id).el.classList.contains('off'));
      e.el.classList.toggle('off', hide); edgesOn += !hide;
    }
    for (const row of document.querySelectorAll('tr[data-edge]')) row.hidden = edges.get(row.dataset.edge).el.classList.contains('off');
    $('status').textContent = `${nodesOn} of ${many(nodes.size, 'node')}, ${edgesOn} of ${many(edges.size, 'link')}`;
    if (picked && picked.el.classList.contains('off')) pick(null); else if (picked) pick(picked); else relabel();
  }
  for (const box of document.querySelectorAll('#filters input')) box.addEventListener('change', filter);

  // ---- search
  const input = $('search'), hits = $('hits');
  let found = [], active = 0;
  function list() {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    found = !words.length ? [] : data.nodes.filter(n => words.every(w => (n.label + ' ' + n.short).toLowerCase().includes(w))).slice(0, 12);
    active = Math.min(active, Math.max(found.length - 1, 0));
    hits.hidden = !words.length;
    hits.replaceChildren(...found.map((n, i) => make('li', { id: 'hit' + i, role: 'option', 'aria-selected': i === active,
      onpointerdown: event => { event.preventDefault(); choose(n); } }, n.label, make('small', { textContent: n.type || n.kind }))));
    if (words.length && !found.length) hits.append(make('li', { role: 'option', 'aria-disabled': 'true', textContent: 'Nothing of that name' }));
    input.setAttribute('aria-expanded', String(!hits.hidden));
    if (found.length) input.setAttribute('aria-activedescendant', 'hit' + active); else input.removeAttribute('aria-activedescendant');
  }
  function choose(n) {
    input.value = ''; list();
    if (n.el.classList.contains('off')) { for (const box of document.querySelectorAll('#filters input')) box.checked = true; filter(); }
    pick(n, true); centre(n.x, n.y);
  }
  input.addEventListener('input', () => { active = 0; list(); });
  input.addEventListener('blur', () => { hits.hidden = true; input.setAttribute('aria-expanded', 'false'); });
  input.addEventListener('keydown', event => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      active = (active + (event.key === 'ArrowDown' ? 1 : -1) + found.length) % (found.length || 1); list(); event.preventDefault();
    } else if (event.key === 'Enter' && found[active]) choose(found[active]);
    else if (event.key === 'Escape') { input.value = ''; list(); svg.focus(); }
    event.stopPropagation();
  });

  // ---- pointer
  const down = new Map();
  let moved = 0, gap = 0;
  const thingAt = el => { const g = el.closest && el.closest('.node, .edge'); return g && (nodes.get(g.id) || edges.get(g.id)); };
  const at = event => { const s = size(); return [event.clientX - s.left, event.clientY - s.top]; };
  const apart = () => { const [a, b] = [...down.values()]; return Math.hypot(a[0] - b[0], a[1] - b[1]); };
  svg.addEventListener('pointerdown', event => {
    down.set(event.pointerId, at(event)); moved = down.size > 1 ? 99 : 0;
    if (down.size === 2) gap = apart();
  });
  svg.addEventListener('pointermove', event => {
    if (!down.has(event.pointerId)) return;
    const [x, y] = at(event), [px, py] = down.get(event.pointerId);
    moved += Math.abs(x - px) + Math.abs(y - py);
    down.set(event.pointerId, [x, y]);
    if (moved < 4) return;
    if (!svg.hasPointerCapture(event.pointerId)) { svg.setPointerCapture(event.pointerId); svg.classList.add('drag'); }
    if (down.size === 2) { const now = apart(); if (gap) zoom(now / gap, x, y); gap = now; } else { touched = true; tx += x - px; ty += y - py; draw(); }
  });
  for (const kind of ['pointerup', 'pointercancel']) svg.addEventListener(kind, event => { down.delete(event.pointerId); svg.classList.remove('drag'); });
  svg.addEventListener('click', event => { if (moved < 4) pick(thingAt(event.target) || null); moved = 0; });
  svg.addEventListener('pointerover', event => { if (!down.size && event.pointerType === 'mouse') light(thingAt(event.target) || picked); });
  svg.addEventListener('pointerleave', () => { if (!down.size) light(picked); });
  svg.addEventListener('wheel', event => { event.preventDefault(); zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0016)), ...at(event)); }, { passive: false });
  for (const [id, act] of [['in', () => zoom(1.35)], ['out', () => zoom(1 / 1.35)], ['fit', fit]]) $('zoom-' + id).addEventListener('click', act);

  // ---- keyboard: one node is in the tab order, the arrows go to the next in their direction
  let current = data.nodes[0];
  function roam(n, focus = true) {
    current.el.setAttribute('tabindex', '-1');
    current = n;
    n.el.setAttribute('tabindex', '0');
    if (focus) { n.el.focus({ preventScroll: true }); reveal(n); light(n); }
  }
  const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  svg.addEventListener('keydown', event => {
    const way = ways[event.key];
    if (way) {
      let best = null, least = Infinity;
      for (const n of nodes.values()) {
        const dx = n.x - current.x, dy = n.y - current.y, along = dx * way[0] + dy * way[1], aside = Math.abs(dx * way[1]) + Math.abs(dy * way[0]);
        if (n === current || along <= 0 || aside > along * 1.8 || n.el.classList.contains('off')) continue;
        if (along + 2 * aside < least) { least = along + 2 * aside; best = n; }
      }
      if (best) roam(best);
    } else if (event.key === 'Enter' || event.key === ' ') pick(current, true);
    else return;
    event.preventDefault();
  });
  svg.addEventListener('focusin', event => { const n = nodes.get(event.target.id); if (n) roam(n, false); if (n && event.target.matches(':focus-visible')) light(n); });
  svg.addEventListener('focusout', () => light(picked));
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches('input[type=search]')) return;
    if (event.key === 'Escape') { const back = panel.contains(document.activeElement); pick(null); if (back) current.el.focus(); }
    else if (event.key === '/') { input.focus(); event.preventDefault(); }
    else if (event.key === '+' || event.key === '=') zoom(1.35);
    else if (event.key === '-') zoom(1 / 1.35);
    else if (event.key === 'f') fit();
  });
  for (const button of document.querySelectorAll('button[data-edge]')) {
    button.addEventListener('click', () => { pick(edges.get(button.dataset.edge), true); stage.scrollIntoView({ block: 'nearest' }); });
  }

  for (const e of edges.values()) { // a wider, unseen line is easier to hit
    const wide = e.el.querySelector('.line').cloneNode();
    wide.setAttribute('class', 'hit');
    for (const name of ['stroke-width', 'stroke-dasharray']) wide.removeAttribute(name);
    e.el.insertBefore(wide, e.el.querySelector('.line'));
  }
  for (const n of nodes.values()) { n.el.setAttribute('role', 'button'); n.el.setAttribute('tabindex', '-1'); }
  current.el.setAttribute('tabindex', '0');
  if (innerWidth <= 820) $('choices').open = false;
  let width = innerWidth, printing = false;
  // A phone's address bar comes and goes: a change of height alone does not undo what the reader has moved.
  addEventListener('resize', () => { if (!printing && (innerWidth !== width || !touched)) { width = innerWidth; start(); } });
  addEventListener('beforeprint', () => { printing = true; svg.setAttribute('viewBox', `0 0 ${W} ${H}`); view.removeAttribute('transform'); k = 1; relabel(); });
  addEventListener('afterprint', () => { printing = false; svg.removeAttribute('viewBox'); fit(); });
  start();
  filter();
})();
