using FsCheck;
using FsCheck.Fluent;

namespace DmaModel.Tests;

/// <summary>Runs a property with a fixed seed, so that it passes always or never.</summary>
internal static class Property
{
    public static void Holds<T>(Arbitrary<T> values, Func<T, bool> property, int tests = 300)
    {
        var config = Config.QuickThrowOnFailure
            .WithMaxTest(tests)
            .WithReplay(seed: 2000, gamma: 17)
            .WithEndSize(200);

        Check.One(config, Prop.ForAll(values, property));
    }
}
