using System.Text;
using System.Threading;
using DmaModel.Experiments;
using DmaModel.Experiments.Journals;
using DmaModel.Experiments.Results;
using DmaModel.Experiments.Running;
using DmaModel.Measurement;

namespace DmaModel.Tests.Experiments.Journals;

/// <summary>What a journal holds is never lost, never run again, and never passed over in silence.</summary>
public sealed class JournalTests : IDisposable
{
    private const string Text = """
        question: What?
        platform: xeon-2015
        base: { workload: { arrival: poisson } }
        sweep:
          strategy: [copy, pin-per-io, mmap-ring]
          workload.size: [4 KiB, 64 KiB]
          workload.offered-load: [1 GB/s, 16 GB/s]
        run: { replications: 3, warm-up: 1, transfers: 10 }
        figures:
          - { name: latency, x: workload.offered-load, y: latency_p99_ns, series: strategy, panel: workload.size }
          - { name: spread, kind: cdf, series: strategy, panel: workload.size, at: workload.offered-load == 1 GB/s }
        """;

    private const int Runs = 36;

    private readonly WorkingFolder _folder = new();
    private readonly List<string> _notices = [];
    private int _count;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_the_journals_hold_is_not_run_again()
    {
        Run("out");
        var before = Bytes("out");

        Run("out");

        _count.ShouldBe(Runs);
        Bytes("out").ShouldBe(before);
    }

    [Fact]
    public void More_replications_and_more_levels_add_runs_and_keep_those_that_are_there()
    {
        Run("out");

        Run("out", Text.Replace("replications: 3", "replications: 5", StringComparison.Ordinal));
        _count.ShouldBe(Runs / 3 * 5);
        Run("out", Text.Replace("[1 GB/s, 16 GB/s]", "[1 GB/s, 2 GB/s, 16 GB/s]", StringComparison.Ordinal));

        _count.ShouldBe((Runs / 3 * 5) + (Runs / 2));
        Run("new", Text.Replace("[1 GB/s, 16 GB/s]", "[1 GB/s, 2 GB/s, 16 GB/s]", StringComparison.Ordinal));
        Bytes("out").ShouldBe(Bytes("new"));
    }

    // Every prefix of a journal is what a kill at some instant leaves, torn rows included.
    [Fact]
    public void A_journal_that_was_cut_off_anywhere_resumes_to_the_same_bytes()
    {
        Run("whole");
        var expected = Bytes("whole");
        var journal = File.ReadAllBytes(_folder.Resolve("whole/journal/local.journal"));
        var random = new Random(7);

        for (var round = 0; round < 60; round++)
        {
            var length = round == 0 ? 1 : random.Next(journal.Length);
            Write($"cut-{round}/journal/local.journal", journal[..length]);
            Run($"cut-{round}");
            Bytes($"cut-{round}").ShouldBe(expected, $"cut after {length} bytes");
        }

        _notices.ShouldContain(notice => notice.Contains("was torn", StringComparison.Ordinal));
        _notices.ShouldAllBe(notice => notice.EndsWith("is dropped", StringComparison.Ordinal));
    }

    [Fact]
    public void A_damaged_byte_anywhere_is_told_with_its_line_and_never_used()
    {
        Run("whole");
        var expected = Bytes("whole");
        var journal = File.ReadAllBytes(_folder.Resolve("whole/journal/local.journal"));
        var random = new Random(7);

        for (var round = 0; round < 40; round++)
        {
            var damaged = (byte[])journal.Clone();
            var place = random.Next(journal.Length - 1);
            damaged[place] ^= (byte)(1 << random.Next(8));
            Write($"bad-{round}/journal/local.journal", damaged);
            var line = journal.AsSpan(0, place).Count((byte)'\n') + 1;

            Should.Throw<FormatException>(() => Run($"bad-{round}")).Message.ShouldContain($"local.journal:{line}: ");
            File.ReadAllBytes(_folder.Resolve($"bad-{round}/journal/local.journal")).ShouldBe(damaged, "nothing was changed");
            Directory.Exists(_folder.Resolve($"bad-{round}/figures")).ShouldBeFalse();

            JournalRepair.Repair(_folder.Resolve($"bad-{round}")).Count.ShouldBe(1);
            Run($"bad-{round}");
            Bytes($"bad-{round}").ShouldBe(expected);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Shards_share_the_runs_and_merge_to_the_bytes_of_one_process(int count)
    {
        Run("whole");
        _count = 0;

        for (var number = count; number >= 1; number--)
            Runner().ExecuteShard(Experiment(Text), _folder.Resolve("parts"), new Shard(number, count), tell: null, CancellationToken.None);

        _count.ShouldBe(Runs);
        Runner().Merge(Experiment(Text), _folder.Resolve("parts")).Interrupted.ShouldBeFalse();
        _count.ShouldBe(Runs);
        Bytes("parts").ShouldBe(Bytes("whole"));
    }

    [Fact]
    public void A_merge_without_all_shards_writes_what_is_whole_beside_earlier_results()
    {
        Runner().ExecuteShard(Experiment(Text), _folder.Resolve("parts"), new Shard(1, 3), tell: null, CancellationToken.None);

        var end = Runner().Merge(Experiment(Text), _folder.Resolve("parts"));

        (end.Interrupted, end.Manifest.Outcome.Complete, end.Manifest.Outcome.Runs).ShouldBe((true, false, Runs / 3));
        Run("parts");
        _count.ShouldBe(Runs);
        Directory.Exists(_folder.Resolve("parts/partial")).ShouldBeFalse("the whole has taken its place");
    }

    [Fact]
    public void Two_programs_do_not_write_to_one_journal()
    {
        var path = _folder.Resolve("out");
        ExperimentEnd Inner() => Runner().Execute(Experiment(Text), path, tell: null, CancellationToken.None);
        var busy = new List<string>();
        var outer = new ExperimentRun(
            (scenario, replication) =>
            {
                if (busy.Count == 0)
                    busy.Add(Should.Throw<FolderBusyException>(Inner).Message);
                return FakeModel.Run(scenario, replication);
            },
            jobs: 1);

        outer.Execute(Experiment(Text), path, tell: null, CancellationToken.None);

        busy.ShouldHaveSingleItem().ShouldContain("Another program is at work in ");
        Inner().Interrupted.ShouldBeFalse("the lock went with the program");
    }

    [Fact]
    public void A_shard_runs_once_at_a_time_and_beside_other_shards_but_not_beside_a_whole_run()
    {
        var folder = Directory.CreateDirectory(_folder.Resolve("journal")).FullName;

        using var first = new CampaignLock(folder, new Shard(1, 2));
        using var second = new CampaignLock(folder, new Shard(2, 2));

        Should.Throw<FolderBusyException>(() => new CampaignLock(folder, new Shard(1, 2)));
        Should.Throw<FolderBusyException>(() => new CampaignLock(folder, Shard.All));
    }

    [Fact]
    public void A_journal_of_another_format_is_refused_and_left_as_it_is()
    {
        Run("out");
        var path = _folder.Resolve("out/journal/local.journal");
        var header = File.ReadAllLines(path)[0][9..].Replace("journal-1", "journal-2", StringComparison.Ordinal);
        File.WriteAllBytes(path, JournalLine.Of(header));
        var before = File.ReadAllBytes(path);

        Should.Throw<FormatException>(() => Run("out")).Message
            .ShouldContain("has the format 'dmamodel-journal-2'; this program reads 'dmamodel-journal-1'. Nothing was changed");

        File.ReadAllBytes(path).ShouldBe(before);
    }

    [Fact]
    public void Runs_of_other_models_are_kept_and_not_used()
    {
        Run("out");
        var path = _folder.Resolve("out/journal/local.journal");
        var lines = File.ReadAllLines(path);
        var old = JournalLine.Of(lines[0][9..].Replace($"\"models\":{ModelRevision.Current}", "\"models\":0", StringComparison.Ordinal));
        File.WriteAllBytes(path, [.. old, .. Encoding.UTF8.GetBytes(string.Join('\n', lines[1..]) + "\n")]);

        Run("out");

        _count.ShouldBe(2 * Runs);
        _notices.ShouldContain($"{Runs} runs of the models' revision 0 are kept and not used: these models are revision {ModelRevision.Current}");
        File.ReadAllLines(path).Length.ShouldBe(2 + (2 * Runs));
    }

    [Fact]
    public void Two_rows_that_tell_one_run_differently_are_told()
    {
        Run("out");
        Directory.CreateDirectory(_folder.Resolve("other"));
        new ExperimentRun((scenario, replication) => FakeModel.Run(scenario, replication) with { Fingerprint = 5 }, 1)
            .Execute(Experiment(Text), _folder.Resolve("other"), tell: null, CancellationToken.None);
        File.Copy(_folder.Resolve("other/journal/local.journal"), _folder.Resolve("out/journal/shard-0001-of-0002.journal"));

        Should.Throw<FormatException>(() => Run("out")).Message.ShouldContain("has another fingerprint here than before");
    }

    [Fact]
    public void A_failed_run_is_kept_and_run_again_only_when_asked_for()
    {
        var broken = true;
        RunResult Model(Scenario scenario, int replication)
        {
            _count++;
            return broken && replication == 1 ? throw new InvalidOperationException("no\nluck") : FakeModel.Run(scenario, replication);
        }

        ExperimentEnd Go(bool retry) => new ExperimentRun(Model, 1) { Retry = retry }
            .Execute(Experiment(Text), _folder.Resolve("out"), tell: null, CancellationToken.None);

        Go(retry: false).Manifest.Outcome.Failures.Count.ShouldBe(Runs / 3);
        broken = false;
        var failures = Go(retry: false).Manifest.Outcome.Failures;
        (failures.Count, failures[0].Error, _count).ShouldBe((Runs / 3, "no\nluck", Runs));
        Go(retry: true).Manifest.Outcome.Complete.ShouldBeTrue();
        _count.ShouldBe(Runs + (Runs / 3));
    }

    [Fact]
    public void A_distribution_that_a_new_figure_wants_is_run_for()
    {
        Run("out", Text[..Text.IndexOf("  - { name: spread", StringComparison.Ordinal)]);

        Run("out");

        _count.ShouldBe(Runs + (Runs / 2));
        Run("new");
        Bytes("out").ShouldBe(Bytes("new"));
    }

    private ExperimentRun Runner() => new(Counted, 3) { Notice = _notices.Add };

    private RunResult Counted(Scenario scenario, int replication)
    {
        Interlocked.Increment(ref _count);
        return FakeModel.Run(scenario, replication);
    }

    private Experiment Experiment(string text) => _folder.Read(text);

    private void Run(string name, string text = Text) =>
        Runner().Execute(Experiment(text), _folder.Resolve(name), tell: null, CancellationToken.None);

    private void Write(string name, byte[] bytes)
    {
        var path = _folder.Resolve(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }

    // Everything but the manifest, which tells when and how fast; its hashes of the other files are compared with them.
    private string Bytes(string name) => string.Join('\n', Directory.EnumerateFiles(_folder.Resolve(name), "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(_folder.Resolve(name), file))
        .Where(file => !file.StartsWith("journal/", StringComparison.Ordinal) && file != Manifest.FileName)
        .Order(StringComparer.Ordinal)
        .Select(file => $"{file} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(_folder.Resolve($"{name}/{file}"))))}"));
}
