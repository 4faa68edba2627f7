using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace DmaModel.Experiments.Journals;

/// <summary>Computes the keys of runs; one thread at a time.</summary>
/// <remarks>
/// A key is the hash of the scenario's hash, the replication number and the revision of the models. A scenario's hash is
/// that of its <see cref="CanonicalText"/>.
/// </remarks>
/// <param name="revision">The revision of the models.</param>
public sealed class RunKeys(int revision = ModelRevision.Current)
{
    private const int HashBytes = 16;

    private readonly CanonicalText _text = new();

    /// <summary>The key of one replication of a scenario.</summary>
    public RunKey Of(Scenario scenario, int replication) => Of(HashOf(scenario), replication);

    /// <summary>The hash of a scenario, from which the keys of its replications follow.</summary>
    public UInt128 HashOf(Scenario scenario) => RunKey.HashOf(Encoding.UTF8.GetBytes(_text.Of(scenario)));

    /// <summary>The key of one replication of the scenario with this hash.</summary>
    public RunKey Of(UInt128 scenario, int replication)
    {
        Span<byte> bytes = stackalloc byte[HashBytes + (2 * sizeof(int))];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, scenario);
        BinaryPrimitives.WriteInt32BigEndian(bytes[HashBytes..], replication);
        BinaryPrimitives.WriteInt32BigEndian(bytes[(HashBytes + sizeof(int))..], revision);
        return new RunKey(RunKey.HashOf(bytes));
    }

    /// <summary>What a key is computed from, in words: the first thing to look at where two keys differ.</summary>
    public string Describe(Scenario scenario, int replication) =>
        string.Create(CultureInfo.InvariantCulture, $"models {revision}\nreplication {replication}\n{_text.Of(scenario)}");
}
