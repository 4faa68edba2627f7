namespace DmaModel.Analysis.Reports;

/// <summary>The style sheet of reports: one file, no font or picture from elsewhere.</summary>
internal static class ReportStyle
{
    /// <summary>The rules.</summary>
    public const string Sheet = """
        :root { color-scheme: light; }
        * { box-sizing: border-box; }
        body {
          margin: 0; background: #fff; color: #1a1a1a;
          font: 1rem/1.55 "Helvetica Neue", Helvetica, Arial, "Liberation Sans", "Segoe UI", Roboto, sans-serif;
        }
        main { max-width: 70rem; margin: 0 auto; padding: 2.5rem 1.5rem 4rem; }
        h1, h2, h3, p, ul, dl, .note, nav { max-width: 44rem; }
        h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 .5rem; }
        h2 {
          font-size: 1.4rem; line-height: 1.25; margin: 3rem 0 .75rem;
          padding-top: .75rem; border-top: 1px solid #d4d4d4; max-width: none;
        }
        h3 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
        p { margin: 0 0 1rem; }
        a { color: #005a8e; }
        .question { font-size: 1.25rem; line-height: 1.4; color: #595959; margin-bottom: 1.25rem; }
        .lead { font-size: 1.1rem; }
        nav { margin: 2rem 0; padding: .75rem 1.25rem; background: #f5f5f5; }
        nav ul { margin: 0; padding-left: 1.1rem; }
        nav > ul { list-style: none; padding-left: 0; }
        figure { margin: 1.75rem 0 2.25rem; }
        .drawing, .table { overflow-x: auto; }
        .drawing { margin: 0 -1rem; }
        .drawing svg { display: block; max-width: 100%; height: auto; min-width: 40rem; }
        figcaption, caption { font-size: .875rem; color: #595959; text-align: left; }
        figcaption { margin-top: .5rem; }
        caption { padding-bottom: .5rem; color: #1a1a1a; }
        .number { font-weight: bold; color: #1a1a1a; }
        table {
          border-collapse: collapse; font-size: .875rem; line-height: 1.35;
          font-variant-numeric: tabular-nums lining-nums;
        }
        .table { margin: 1.75rem 0 2.25rem; }
        th, td { padding: .25rem .75rem; text-align: left; vertical-align: baseline; }
        th:first-child, td:first-child { padding-left: 0; }
        thead th { border-bottom: 1.5px solid #1a1a1a; vertical-align: bottom; }
        tbody th { font-weight: normal; }
        tbody tr { border-bottom: 1px solid #e6e6e6; }
        .k { white-space: nowrap; }
        .n { text-align: right; white-space: nowrap; }
        .unit { display: block; font-weight: normal; color: #595959; }
        code, pre {
          font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace; font-size: .875em;
        }
        code { overflow-wrap: anywhere; background: #f5f5f5; padding: .1em .25em; }
        pre code { padding: 0; font-size: 1em; overflow-wrap: normal; }
        pre { background: #f5f5f5; padding: .75rem 1rem; overflow-x: auto; line-height: 1.4; }
        dt { font-weight: bold; }
        dd { margin: 0 0 .5rem 1.25rem; overflow-wrap: anywhere; }
        .note { border-left: 4px solid #0072b2; background: #f2f7fb; padding: .6rem 1rem; margin: 1.25rem 0; }
        .warning { border-color: #d55e00; background: #fdf3ec; }
        .note b { display: block; }
        .colophon { font-size: .875rem; }
        @media (max-width: 40rem) {
          main { padding: 1.25rem 1rem 2.5rem; }
          h1 { font-size: 1.5rem; }
          th, td { padding: .25rem .5rem; }
        }
        @media print {
          @page { margin: 18mm 16mm; }
          body { font-size: 10pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
          main { padding: 0; max-width: none; }
          a { color: inherit; text-decoration: none; }
          h2, h3, caption { break-after: avoid; }
          figure, tr, .note, dd { break-inside: avoid; }
          dt { break-after: avoid; }
          thead { display: table-header-group; }
          .drawing, .table { overflow: visible; margin-left: 0; margin-right: 0; }
          table { font-size: 8pt; }
          th, td { padding: .2rem .4rem; }
          .drawing svg { min-width: 0; width: 100%; }
          nav { break-inside: avoid; }
        }
        """;
}
