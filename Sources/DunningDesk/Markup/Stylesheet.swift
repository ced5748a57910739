/// The one style sheet: the reader's own fonts, light and dark, from a phone to a wide screen, and on paper.
enum Stylesheet {
  static let text = """
    :root {
      color-scheme: light dark;
      --ink: #1b1f24; --soft: #57606a; --paper: #fff; --ground: #f5f6f8; --line: #d5dae0; --accent: #1d4ed8;
      --on-accent: #fff; --good: #116329; --good-ground: #dafbe1; --bad: #a40e26; --bad-ground: #ffebe9;
      --asks: #7a4b00; --asks-ground: #fff1cc; --plain-ground: #e9ecf0;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --ink: #e6e9ed; --soft: #a3acb8; --paper: #1a1e24; --ground: #12151a; --line: #363d47; --accent: #8fb4ff;
        --on-accent: #0b1220; --good: #7ee2a0; --good-ground: #10331d; --bad: #ffa198; --bad-ground: #461417;
        --asks: #f5cc6a; --asks-ground: #3b2c06; --plain-ground: #2b323c;
      }
    }
    * { box-sizing: border-box; }
    html { font: 100%/1.5 system-ui, "Noto Sans", "Noto Sans CJK SC", sans-serif; }
    body { margin: 0; color: var(--ink); background: var(--ground); overflow-wrap: break-word; }
    bdi.long, pre { overflow-wrap: anywhere; }
    td { hyphens: auto; }
    bdi.ref { white-space: nowrap; overflow-wrap: normal; }
    a { color: var(--accent); }
    :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
    main:focus { outline: none; }
    .skip { position: absolute; left: -999rem; }
    .skip:focus { left: .5rem; top: .5rem; background: var(--paper); padding: .5rem 1rem; z-index: 2; }
    .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    header { background: var(--paper); border-bottom: 1px solid var(--line); padding: .25rem max(1rem, calc(50% - 36rem));
      display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: center; justify-content: space-between; }
    .sections { display: flex; flex-wrap: wrap; gap: 0 .25rem; }
    .sections a { padding: .55rem .45rem; text-decoration: none; color: var(--soft); border-bottom: 3px solid transparent; }
    .sections a:hover { color: var(--ink); }
    .sections a[aria-current] { color: var(--ink); font-weight: 600; border-color: var(--accent); }
    .sections .brand { font-weight: 700; color: var(--accent); padding-left: 0; }
    .search { display: flex; gap: .25rem; flex: 1 1 15rem; min-width: 0; max-width: 22rem; }
    .search input { flex: 1 1 0; min-width: 0; }
    main { max-width: 72rem; margin: 0 auto; padding: 1rem; }
    footer { max-width: 72rem; margin: 1rem auto 0; padding: .75rem 1rem 2rem; border-top: 1px solid var(--line);
      color: var(--soft); font-size: .9rem; display: flex; flex-wrap: wrap; gap: .5rem 2rem; justify-content: space-between; }
    footer form { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; }
    h1 { font-size: 1.5rem; line-height: 1.25; margin: .5rem 0 1rem; }
    h2 { font-size: 1.15rem; margin: 0 0 .6rem; }
    h3 { font-size: 1rem; margin: 1rem 0 .4rem; }
    section, .card { background: var(--paper); border: 1px solid var(--line); border-radius: .5rem; padding: 1rem;
      margin: 0 0 1rem; }
    section > :first-child { margin-top: 0; }
    section > details { margin-top: .75rem; }
    section > :last-child, .card > :last-child { margin-bottom: 0; }
    .columns { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); }
    .columns > * { margin: 0; min-width: 0; }
    .columns + section, .columns + .columns { margin-top: 1rem; }
    table { border-collapse: collapse; width: 100%; }
    .scroll { overflow-x: auto; }
    td:not(.number):first-child { min-width: 6rem; }
    .always { display: flex; gap: .5rem; align-items: center; font-weight: 400; margin-top: .25rem; }
    .form label.check { display: flex; gap: .5rem; align-items: center; font-weight: 400; }
    .form label.check input { min-height: 0; }
    th { text-align: start; font-weight: 600; color: var(--soft); font-size: .85rem; white-space: nowrap; }
    th, td { padding: .4rem .6rem .4rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
    tbody tr:last-child td { border-bottom: 0; }
    tbody tr:focus-within { background: var(--ground); }
    th.number, td.number { padding-inline-end: 1.25rem; }
    .number { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
    .facts { display: grid; gap: .5rem 1.5rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 12rem), 1fr)); margin: 0; }
    .facts dt { color: var(--soft); font-size: .85rem; }
    .facts dd { margin: 0; }
    td .button + .button { margin-inline-start: .25rem; }
    .big { font-size: 1.5rem; font-weight: 600; font-variant-numeric: tabular-nums; }
    .badge { display: inline-block; padding: .05rem .5rem; border-radius: 1rem; font-size: .85rem; white-space: nowrap;
      background: var(--plain-ground); }
    .badge.good { color: var(--good); background: var(--good-ground); }
    .badge.bad { color: var(--bad); background: var(--bad-ground); }
    .badge.asks { color: var(--asks); background: var(--asks-ground); }
    .soft, .hint { color: var(--soft); }
    .flash, .problem, .banner { border-radius: .5rem; padding: .75rem 1rem; margin: 0 0 1rem; }
    .flash.done { color: var(--good); background: var(--good-ground); }
    .problem, .flash.problem { color: var(--bad); background: var(--bad-ground); }
    .problem p { margin: 0 0 .25rem; }
    .banner { color: var(--asks); background: var(--asks-ground); }
    .flash a, .problem a, .banner a { color: inherit; font-weight: 600; }
    .problem .hint { color: inherit; }
    .actions + .filters { margin-top: 1rem; }
    td .actions, td p { margin: 0; }
    form + .scroll { margin-top: 1rem; }
    .example { margin: 0 0 1rem; padding: .5rem .75rem; background: var(--ground); border-radius: .375rem; font-size: .9rem; }
    .actions { display: flex; flex-wrap: wrap; gap: .5rem; margin: 1rem 0 0; padding: 0; list-style: none; }
    .button, button { display: inline-block; font: inherit; padding: .4rem .9rem; border-radius: .375rem; cursor: pointer;
      border: 1px solid var(--line); background: var(--paper); color: var(--ink); text-decoration: none; min-height: 2.25rem; white-space: nowrap; }
    .button:hover, button:hover { border-color: var(--accent); }
    .main { background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 600; }
    .quiet { border-color: transparent; background: transparent; color: var(--accent); text-decoration: underline; }
    .danger { border-color: var(--bad); color: var(--bad); }
    .main.danger { background: var(--bad); color: var(--on-accent); }
    input, select, textarea { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--soft);
      border-radius: .375rem; padding: .35rem .5rem; max-width: 100%; min-height: 2.25rem; }
    ::placeholder { color: var(--soft); opacity: 1; }
    .form { display: grid; gap: .9rem; max-width: 34rem; }
    .form label { display: block; font-weight: 600; }
    .form .field input, .form .field select, .form .field textarea { width: 100%; }
    .form .hint { margin: .1rem 0 .25rem; font-size: .9rem; font-weight: 400; }
    .filters { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: end; margin: 0 0 1rem; }
    .filters label { font-size: .85rem; color: var(--soft); display: grid; gap: .1rem; }
    .filters label.check { display: flex; align-items: center; gap: .35rem; font-size: 1rem; color: inherit; }
    .filters input[type=checkbox] { min-height: 0; }
    .mail { white-space: pre; overflow-wrap: normal; font: .8rem/1.5 ui-monospace, "Noto Sans Mono", "Noto Sans Mono CJK SC", monospace; background: var(--ground); border-radius: .375rem; padding: 1rem;
      margin: .75rem 0 0; max-height: 70vh; overflow: auto; }
    pre { overflow: auto; max-width: 100%; white-space: pre-wrap; background: var(--ground); padding: .75rem; border-radius: .375rem; }
    iframe.letter { width: 100%; height: min(70vh, 60rem); border: 1px solid var(--line); border-radius: .375rem; background: #fff; }
    .timeline { list-style: none; margin: 0; padding: 0; }
    .timeline li { padding: .5rem 0 .5rem 1rem; border-left: 3px solid var(--line); }
    .timeline .when { color: var(--soft); font-size: .9rem; }
    .timeline .data { color: var(--soft); font-size: .9rem; margin: 0; }
    .today { display: grid; gap: 1rem; margin: 0 0 1rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr)); }
    .today .card { margin: 0; display: flex; flex-direction: column; gap: .25rem; }
    .today .card p { margin: 0; }
    .today .count { font-size: 2rem; font-weight: 700; line-height: 1.1; }
    .pager { display: flex; gap: 1rem; margin: 1rem 0 0; }
    ol.ladder { list-style: none; padding: 0; margin: 0; }
    ol.ladder li { padding: .35rem 0 .35rem 1rem; border-left: 3px solid var(--line); }
    ol.ladder li.next { border-color: var(--accent); }
    ol.ladder li.sent { border-color: var(--good); }
    .door { max-width: 36rem; margin: 10vh auto 0; }
    .bars { display: grid; grid-template-columns: max-content minmax(3rem, 1fr) max-content; gap: .25rem .75rem;
      align-items: center; max-width: 44rem; margin: 0 0 1rem; font-size: .9rem; }
    .bars svg { display: block; width: 100%; height: 1.1rem; }
    .bars rect { fill: var(--accent); }
    details summary { cursor: pointer; color: var(--accent); }
    .languages a, .languages span { margin-inline-end: .5rem; }
    @media (max-width: 40rem) {
      .search { flex: 1 1 100%; max-width: none; }
      .facts.figures { grid-template-columns: 1fr 1fr; }
      .mail { white-space: pre-wrap; overflow-wrap: anywhere; }
      .button { white-space: normal; }
      .sections .brand { display: none; }
      .sections a { padding: .3rem .4rem; white-space: nowrap; font-size: .9rem; }
      .scroll { overflow-x: visible; }
      td:not(.number):first-child { min-width: 0; }
      bdi, td, td a, dd, .badge { overflow-wrap: anywhere; white-space: normal; }
      td > * { min-width: 0; }
      bdi.ref { white-space: normal; overflow-wrap: anywhere; }
      th.number, td.number { padding-inline-end: 0; }
      thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
      table, tbody, tr, td { display: block; }
      tr { border-bottom: 1px solid var(--line); padding: .5rem 0; }
      tbody tr:last-child { border-bottom: 0; }
      td { border: 0; padding: .1rem 0; display: flex; justify-content: space-between; gap: 1rem; text-align: end; }
      td::before { content: attr(data-label); color: var(--soft); font-size: .85rem; text-align: start; flex: none; }
      td:empty { display: none; }
      .button, button { min-height: 2.75rem; }
    }
    @media print {
      header, footer, .actions, .filters, .pager, .skip { display: none; }
      body { background: #fff; color: #000; }
      section, .card { border: 0; padding: 0; }
    }

    """
}
