using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using DmaModel.Experiments.Reading;
using DmaModel.Measurement;

namespace DmaModel.Experiments.Journals;

/// <summary>A run as a row of a journal: fields with blanks between, and commas between the numbers of one field.</summary>
/// <remarks>
/// The fields: key, state, seconds; of a run that is done also events, transfers, saturated, settled, fingerprint, metrics and
/// distribution; of another one 'law' or 'error' and the message as a JSON string. A number is written with the digits
/// that tell it from its neighbours, so that a table made from journals has the same bytes as one made from the runs.
/// </remarks>
internal static class JournalRow
{
    private const byte Blank = (byte)' ';
    private const string NoDistribution = "-";
    private const string Checked = "checked";
    private const string Law = "law";
    private const string OtherError = "error";

    /// <summary>The row of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="withDistribution">Whether its distribution is kept, which makes up most of a row.</param>
    public static string Write(StoredRun run, bool withDistribution)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{run.Key} {Names.Of(run.State)} {run.Seconds:0.######} ");
        if (run.Result is { } result)
            Append(result, withDistribution, text);
        else
            text.Append(run.Failure!.IsInvariant ? Law : OtherError)
                .Append(' ').Append(JsonSerializer.Serialize(run.Failure.Error));
        return text.ToString();
    }

    /// <summary>The row that says that a run was run again, and what it gave then.</summary>
    public static string WriteCheck(RunKey key, ulong fingerprint) =>
        string.Create(CultureInfo.InvariantCulture, $"{key} {Checked} {fingerprint:x16}");

    /// <summary>Reads the row of a run that was run again; false if it is another row.</summary>
    public static bool TryReadCheck(ReadOnlySpan<byte> text, out RunKey key, out ulong fingerprint)
    {
        (key, fingerprint) = (default, 0);
        var rest = text;
        var digits = NextField(ref rest);
        return NextField(ref rest).SequenceEqual("checked"u8)
            && RunKey.TryParse(digits, out key)
            && ulong.TryParse(rest, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out fingerprint);
    }

    /// <summary>The parts of a row that tell which run it is and how it ended; false if it is no row.</summary>
    public static bool TryReadHead(ReadOnlySpan<byte> text, out RowHead head)
    {
        head = default;
        var rest = text;
        if (!RunKey.TryParse(NextField(ref rest), out var key))
            return false;

        var state = StateOf(NextField(ref rest));
        if (state == RunState.Missing || !Utf8Parser.TryParse(NextField(ref rest), out double seconds, out _))
            return false;

        head = new RowHead(key, state, seconds, HasDistribution: !text.EndsWith(" -"u8));
        return true;
    }

    /// <summary>The fingerprint in a row of a run that is done.</summary>
    public static ReadOnlySpan<byte> FingerprintOf(ReadOnlySpan<byte> text)
    {
        const int before = 7;
        var rest = text;
        for (var field = 0; field < before; field++)
            NextField(ref rest);
        return NextField(ref rest);
    }

    /// <summary>Reads a row.</summary>
    /// <param name="text">The row.</param>
    /// <param name="metrics">The metrics that its header names.</param>
    /// <exception cref="FormatException">It is no row.</exception>
    public static StoredRun Read(ReadOnlySpan<byte> text, IReadOnlyList<MetricName> metrics)
    {
        if (!TryReadHead(text, out var head))
            throw new FormatException("A row of a journal cannot be read.");

        var rest = text;
        for (var field = 0; field < 3; field++)
            NextField(ref rest);
        return head.State == RunState.Done
            ? new StoredRun(head.Key, head.Seconds, ReadResult(rest, metrics), Failure: null)
            : new StoredRun(head.Key, head.Seconds, Result: null, ReadFailure(head.State, rest));
    }

    private static void Append(RunResult result, bool withDistribution, StringBuilder text)
    {
        var culture = CultureInfo.InvariantCulture;
        text.Append(
            culture,
            $"{result.Events} {result.Transfers} {(result.Saturated ? 1 : 0)} {(result.Settled ? 1 : 0)} "
            + $"{result.Fingerprint:x16} ");
        for (var metric = 0; metric < result.Metrics.Count; metric++)
        {
            if (metric > 0)
                text.Append(',');
            if (!double.IsNaN(result.Metrics[metric].Value))
                text.Append(culture, $"{result.Metrics[metric].Value:R}");
        }

        text.Append(' ');
        if (!withDistribution)
            text.Append(NoDistribution);
        foreach (var (nanoseconds, share) in withDistribution ? result.LatencyDistribution : [])
            text.Append(culture, $"{nanoseconds:R}:{share:R},");
    }

    private static RunFailure ReadFailure(RunState state, ReadOnlySpan<byte> rest)
    {
        var kind = NextField(ref rest);
        return new RunFailure(state, JsonSerializer.Deserialize<string>(rest) ?? "", kind.SequenceEqual("law"u8));
    }

    private static RunResult ReadResult(ReadOnlySpan<byte> rest, IReadOnlyList<MetricName> names)
    {
        var culture = CultureInfo.InvariantCulture;
        var events = long.Parse(NextField(ref rest), culture);
        var transfers = long.Parse(NextField(ref rest), culture);
        var saturated = NextField(ref rest) is [(byte)'1'];
        var settled = NextField(ref rest) is [(byte)'1'];
        var fingerprint = ulong.Parse(NextField(ref rest), NumberStyles.AllowHexSpecifier, culture);
        var numbers = NextField(ref rest);
        if (numbers.Count((byte)',') != Math.Max(0, names.Count - 1))
            throw new FormatException("A row of a journal has another number of metrics than its header names.");

        var metrics = new Metric[names.Count];
        for (var metric = 0; metric < metrics.Length; metric++)
        {
            var number = Next(ref numbers, (byte)',');
            var value = number.IsEmpty ? double.NaN : double.Parse(number, NumberStyles.Float, culture);
            metrics[metric] = new Metric(names[metric].Name, names[metric].Unit, value);
        }

        return new RunResult
        {
            Events = events,
            Transfers = transfers,
            Saturated = saturated,
            Settled = settled,
            Fingerprint = fingerprint,
            Metrics = metrics,
            LatencyDistribution = rest.SequenceEqual("-"u8) ? [] : ReadDistribution(rest),
        };
    }

    private static List<(double Nanoseconds, double Share)> ReadDistribution(ReadOnlySpan<byte> rest)
    {
        var culture = CultureInfo.InvariantCulture;
        var steps = new List<(double, double)>();
        while (!rest.IsEmpty)
        {
            var share = Next(ref rest, (byte)',');
            var nanoseconds = Next(ref share, (byte)':');
            steps.Add((double.Parse(nanoseconds, NumberStyles.Float, culture), double.Parse(share, NumberStyles.Float, culture)));
        }

        return steps;
    }

    private static RunState StateOf(ReadOnlySpan<byte> word) =>
        word.SequenceEqual("done"u8) ? RunState.Done
        : word.SequenceEqual("failed"u8) ? RunState.Failed
        : word.SequenceEqual("timed-out"u8) ? RunState.TimedOut
        : RunState.Missing;

    private static ReadOnlySpan<byte> NextField(scoped ref ReadOnlySpan<byte> rest) => Next(ref rest, Blank);

    private static ReadOnlySpan<byte> Next(scoped ref ReadOnlySpan<byte> rest, byte separator)
    {
        var end = rest.IndexOf(separator);
        var field = end < 0 ? rest : rest[..end];
        rest = end < 0 ? [] : rest[(end + 1)..];
        return field;
    }
}

/// <summary>The parts of a row that tell which run it is and how it ended.</summary>
/// <param name="Key">The key of the run.</param>
/// <param name="State">How it ended.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="HasDistribution">Whether the row holds the distribution of latency.</param>
internal readonly record struct RowHead(RunKey Key, RunState State, double Seconds, bool HasDistribution);
