using FsCheck;
using FsCheck.Fluent;

namespace DmaModel.Tests.Conformance.RandomPrograms;

public sealed class RandomProgramTests
{
    private const int Programs = 10_000;

    // Preemption takes two that meet, so its deed is more frequent than the others.
    private static readonly Deed[] Deeds = [.. Enum.GetValues<Deed>(), .. Enumerable.Repeat(Deed.UsePreempting, 6)];

    // Two to five processes of up to eight deeds each, with small numbers, so that most of what happens is in a tie.
    private static readonly Gen<Step> Steps =
        from deed in Gen.Elements(Deeds)
        from amount in Gen.Choose(0, 3)
        from peer in Gen.Choose(0, 4)
        from priority in Gen.Elements(-1, 0, 0, 0, 1)
        select new Step(deed, amount, peer, priority);

    private static readonly Gen<Script> Scripts =
        from priority in Gen.Elements(-1, 0, 0, 0, 1)
        from count in Gen.Choose(1, 8)
        from steps in Steps.ListOf(count)
        select new Script(priority, [.. steps]);

    private static readonly Gen<RandomProgram> RandomProgramsOfAllKinds =
        from capacity in Gen.Choose(1, 3)
        from count in Gen.Choose(2, 5)
        from scripts in Scripts.ListOf(count)
        select new RandomProgram(capacity, [.. scripts]);

    [Fact]
    public void Random_programs_take_the_course_that_the_naive_reference_takes()
    {
        var property = Prop.ForAll(Arb.From(RandomProgramsOfAllKinds, Smaller), program => TraceOfLibrary(program).SequenceEqual(TraceOfReference(program)));

        // The seed is fixed: a failure is a change of the library, not luck.
        property.Check(Config.QuickThrowOnFailure.WithMaxTest(Programs).WithReplay(2000, 2007));
    }

    // A random program tests something only if its processes meet: count what they did.
    [Fact]
    public void Random_programs_cover_what_processes_can_do_to_each_other()
    {
        var lines = Gen.Sample(RandomProgramsOfAllKinds, 2_000).SelectMany(TraceOfReference).ToList();

        foreach (var sign in new[] { "failed with by", "failed with loss of a claim", "failed with from", "Join", "Race", "Both", "Get ", "WatchStore", "interrupts 1: True" })
            lines.Count(line => line.Contains(sign)).ShouldBeGreaterThan(50, sign);
    }

    private static IReadOnlyList<string> TraceOfLibrary(RandomProgram program) =>
        new Interpreter<Event>(new LibraryWorld(program.Capacity), program).Run();

    private static IReadOnlyList<string> TraceOfReference(RandomProgram program) =>
        new Interpreter<ReferenceEvent>(new ReferenceWorld(program.Capacity), program).Run();

    // Leaves out a process, or one deed of a process.
    private static IEnumerable<RandomProgram> Smaller(RandomProgram program)
    {
        for (var i = 0; i < program.Scripts.Count; i++)
        {
            if (program.Scripts.Count > 1)
                yield return program with { Scripts = [.. program.Scripts.Where((_, index) => index != i)] };

            var script = program.Scripts[i];
            for (var j = 0; j < script.Steps.Count; j++)
            {
                var shorter = script with { Steps = [.. script.Steps.Where((_, index) => index != j)] };
                yield return program with { Scripts = [.. program.Scripts.Select((other, index) => index == i ? shorter : other)] };
            }
        }
    }
}
