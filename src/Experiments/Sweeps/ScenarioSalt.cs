using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using DmaModel.Experiments.Quantities;

namespace DmaModel.Experiments.Sweeps;

/// <summary>Gives each scenario random numbers of its own, where they are to be independent.</summary>
internal static class ScenarioSalt
{
    /// <summary>The scenario with a salt that follows from all its parameters; the same one where numbers are common.</summary>
    public static Scenario Apply(Scenario scenario) => scenario.Run.RandomNumbers == RandomNumbers.Common
        ? scenario
        : scenario with { Run = scenario.Run with { Salt = SaltOf(scenario) } };

    private static long SaltOf(Scenario scenario)
    {
        var text = new StringBuilder();
        foreach (var leaf in ScenarioPath.Leaves(typeof(Scenario)))
        {
            if (ScenarioPath.Plain(ScenarioPath.Find(leaf)!.Get(scenario)) is { } value)
                text.Append(leaf).Append('=').Append(QuantityText.Write(value)).Append('\n');
        }

        return BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
