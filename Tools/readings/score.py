#!/usr/bin/env python3
"""Tools/readings/score.py [--errors]

Scores `constat read` (the release build) on our own news sentences: news-time.jsonl, news-number.jsonl, news-place.jsonl.
Expected and read spans are paired one to one by overlap (right pairs first, then the longest overlap).
  right     the pair's values agree (times: from and to; numbers: low, best, high; places: within max_km), or agree with
            one of the case's "alt" values, or, for times, differ by no more than tol_days
  wrong     paired, another value
  missed    expected, no reading overlaps
  spurious  a reading that overlaps nothing expected (numbers: only sense count, measure, share; places: only with lat/lon;
            times: only with at least one bound). An "optional" expectation is neither missed nor wrong, and shields
            the readings that overlap it.
Precision = right / (right + wrong + spurious), recall = right / (right + wrong + missed).
Shares are written in percent; a reading in parts of one (0.5 for 50 %) is right too."""
import json, math, subprocess, sys
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
CONSTAT = HERE.parents[1] / '.build/release/constat'

def lines(text):
    return [json.loads(l) for l in text.splitlines() if l.strip()]

def km(a, b, c, d):
    a, b, c, d = map(math.radians, (a, b, c, d))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 12742 * math.asin(min(1, math.sqrt(h)))

def day(x):
    return None if not x else date.fromisoformat(str(x)[:10])

def right_time(e, r):
    tol = e.get('tol_days', 0)
    def same(x, y):
        if x is None or y is None:
            return x is None and y is None
        return abs((x - y).days) <= tol
    rf, rt = day(r.get('from')), day(r.get('to'))
    return any(same(day(o['from']), rf) and same(day(o['to']), rt) for o in [e] + e.get('alt', []))

def num(r, *keys):
    for k in keys:
        if k in r:
            return r[k]
    return None

def right_num(e, r):
    rv = (r.get('low'), num(r, 'value', 'best'), r.get('high'))
    share = e.get('kind') == 'share'
    rel = 0.01 if share else 1e-9
    def same(x, y, f):
        if x is None or y is None:
            return x is None and y is None
        return abs(x - y * f) <= max(1e-9, rel * abs(x))
    for o in [e] + e.get('alt', []):
        for f in (1, 100) if share else (1,):
            if all(same(x, y, f) for x, y in zip((o['low'], o['best'], o['high']), rv)):
                return True
    return False

def located(r):
    return r.get('lat') is not None and r.get('lon') is not None

def right_place(e, r):
    return located(r) and any(km(o['lat'], o['lon'], r['lat'], r['lon']) <= o['max_km'] for o in [e] + e.get('alt', []))

KINDS = {
    'time': ('times', right_time, lambda r: bool(r.get('from') or r.get('to'))),
    'number': ('numbers', right_num, lambda r: r.get('sense') in ('count', 'measure', 'share')),
    'place': ('places', right_place, located),
}

def show_e(kind, e):
    if kind == 'time':
        s = '%s..%s' % (e['from'], e['to'])
        s += ''.join(' | %s..%s' % (a['from'], a['to']) for a in e.get('alt', []))
        return s + (' ±%dd' % e['tol_days'] if e.get('tol_days') else '')
    if kind == 'number':
        return ' | '.join('%s/%s/%s' % (a['low'], a['best'], a['high']) for a in [e] + e.get('alt', [])) + ' ' + e['unit_fr'] + ' (' + e.get('kind', '') + ')'
    return ' | '.join('%.2f,%.2f ±%gkm' % (a['lat'], a['lon'], a['max_km']) for a in [e] + e.get('alt', []))

def show_r(kind, r, e=None):
    if kind == 'time':
        return '%s..%s' % (r.get('from'), r.get('to'))
    if kind == 'number':
        return '%s/%s/%s sense=%s' % (r.get('low'), num(r, 'value', 'best'), r.get('high'), r.get('sense'))
    if not located(r):
        return 'no coordinates %s' % (r.get('name') or '')
    s = '%.2f,%.2f %s' % (r['lat'], r['lon'], r.get('name') or r.get('id') or '')
    return s + (' (%.0f km off)' % km(e['lat'], e['lon'], r['lat'], r['lon']) if e else '')

def score(kind, show_errors):
    key, is_right, counts = KINDS[kind]
    path = HERE / f'news-{kind}.jsonl'
    cases = lines(path.read_text(encoding='utf-8'))
    run = subprocess.run([CONSTAT, 'read', path], capture_output=True, text=True)
    read = {r['id']: r for r in lines(run.stdout)}
    n = dict(right=0, wrong=0, missed=0, spurious=0)
    perfect = absent = opt_right = opt_read = 0
    errs = []
    for c in cases:
        t = c['text']
        if c['id'] not in read:
            absent += 1
        rs = list(read.get(c['id'], {}).get(key) or [])
        if kind == 'place':
            rs = [r for r in rs if located(r)]
        es = c['expected']
        pairs = []
        for i, e in enumerate(es):
            for j, r in enumerate(rs):
                o = min(e['end'], r['end']) - max(e['start'], r['start'])
                if o > 0:
                    pairs.append((not is_right(e, r), bool(e.get('optional')), -o, i, j))
        ue, ur, pair = set(), set(), {}
        # certain expectations first, right before wrong; then what is left to the optional ones
        for bad, opt, o, i, j in sorted(pairs, key=lambda p: (p[1], p[0], p[2])):
            if i not in ue and j not in ur:
                ue.add(i); ur.add(j); pair[i] = (j, bad)
        touched = {p[4] for p in pairs}
        mine = []
        for i, e in enumerate(es):
            q = t[e['start']:e['end']]
            if e.get('optional'):
                if i in pair:
                    opt_read += 1
                    opt_right += not pair[i][1]
                continue
            if i not in pair:
                n['missed'] += 1
                mine.append('MISSED   «%s»  want %s' % (q, show_e(kind, e)))
            elif pair[i][1]:
                n['wrong'] += 1
                r = rs[pair[i][0]]
                mine.append('WRONG    «%s»  want %s  got «%s» %s' % (q, show_e(kind, e), t[r['start']:r['end']], show_r(kind, r, e)))
            else:
                n['right'] += 1
        for j, r in enumerate(rs):
            if j not in ur and j not in touched and counts(r):
                n['spurious'] += 1
                mine.append('SPURIOUS «%s»  %s' % (t[r['start']:r['end']], show_r(kind, r)))
        perfect += not mine
        if mine:
            errs.append('%s  %s%s\n    %s' % (c['id'], '[' + c['reference'][:10] + ' ' + date.fromisoformat(c['reference'][:10]).strftime('%a') + '] ' if c.get('reference') else '', t, '\n    '.join(mine)))
    if show_errors:
        print('\n'.join(errs) + ('\n' if errs else ''))
    div = lambda a, b: a / b if b else 0.0
    p, q = div(n['right'], n['right'] + n['wrong'] + n['spurious']), div(n['right'], n['right'] + n['wrong'] + n['missed'])
    print('%s: %d cases, %d faultless (%.1f %%)%s' % (kind, len(cases), perfect, 100 * div(perfect, len(cases)), ', %d NOT READ' % absent if absent else ''))
    print('  right %(right)d  wrong %(wrong)d  missed %(missed)d  spurious %(spurious)d' % n + '  (optional: %d read, %d of them as proposed)' % (opt_read, opt_right))
    print('  precision %.3f  recall %.3f  F1 %.3f' % (p, q, div(2 * p * q, p + q)))

def main():
    if not CONSTAT.exists() or set(sys.argv[1:]) - {'--errors'}:
        sys.exit(__doc__ + '\n\nswift build -c release --product constat builds it.')
    for kind in KINDS:
        score(kind, '--errors' in sys.argv)


main()
