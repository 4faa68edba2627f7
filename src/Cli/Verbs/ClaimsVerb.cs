using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using DmaModel.Experiments;
using DmaModel.Experiments.Claims;
using DmaModel.Experiments.Claims.Evidence;
using DmaModel.Experiments.Claims.Robustness;
using DmaModel.Experiments.Claims.Threads;
using DmaModel.Experiments.Claims.Trial;
using DmaModel.Experiments.Reading;
using DmaModel.Measurement;

namespace DmaModel.Cli.Verbs;

/// <summary>Judges the arguments of the threads.</summary>
internal static class ClaimsVerb
{
    /// <summary>The verb.</summary>
    public static Command Command(Surroundings surroundings)
    {
        var names = new Argument<string[]>("claim")
        {
            Description = "The claims to judge, such as kio-8 or 'via-*'; all of them by default.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var precision = new Option<string>("--precision")
        {
            Description = "How many replications may be used up: quick, default or fine.",
            HelpName = "name",
            DefaultValueFactory = _ => ClaimPrecision.Default.Name,
        };
        precision.AcceptOnlyFromAmong([.. ClaimPrecision.All.Select(known => known.Name)]);
        var budget = new Option<double?>("--budget")
        {
            Description = "The time after which no claim is given further replications, in minutes.",
            HelpName = "minutes",
        };
        var format = new Option<VerdictFormat>("--format") { Description = "text, md, json or ktap." };
        var jobs = new Option<int>("--jobs", "-j")
        {
            Description = "The number of runs at a time; verdicts do not depend on it.",
            HelpName = "count",
            DefaultValueFactory = _ => Environment.ProcessorCount,
        };
        var output = new Option<string>("--out")
        {
            Description = "The folder for the evidence.",
            HelpName = "folder",
            DefaultValueFactory = _ => "results/claims",
        };
        var simple = new Option<bool>("--no-robustness")
        {
            Description = "Leaves out what could turn the verdicts, which takes most of the time.",
        };

        var plain = new Option<bool>("--texts-only")
        {
            Description = "Writes the table and the texts without the pages, as the gallery has them.",
        };

        var command = new Command(
            "claims", "Judges the arguments of the threads, and writes a page of evidence for each and for each thread.")
        {
            names, precision, budget, format, jobs, output, simple, plain,
        };
        command.SetAction(parsed =>
        {
            var sought = new Search(
                ClaimPrecision.All.First(known => known.Name == parsed.GetValue(precision)),
                parsed.GetValue(budget),
                Math.Max(1, parsed.GetValue(jobs)),
                !parsed.GetValue(simple));
            var threads = ThreadReader.ReadAll(new Catalogue(surroundings.Folder));
            var asked = parsed.GetValue(names) ?? [];
            var (findings, code) = Judge(asked, sought, parsed.GetValue(format), surroundings);
            var folder = parsed.GetRequiredValue(output);
            EvidenceFolder.Write(
                findings,
                threads,
                surroundings.Resolve(folder),
                isAll: asked.Length == 0,
                withPages: !parsed.GetValue(plain));
            surroundings.Error.WriteLine($"evidence: {folder}/");
            return code;
        });
        return command;
    }

    private static (IReadOnlyList<ClaimFinding> Findings, int Code) Judge(
        string[] names, Search search, VerdictFormat format, Surroundings surroundings)
    {
        var catalogue = new Catalogue(surroundings.Folder);
        var reader = ModelRuns.Claims(surroundings);
        var files = ClaimCatalogue.Find(catalogue, names);
        var claims = ReadAll(files, reader);
        var clock = Stopwatch.StartNew();
        var findings = new List<ClaimFinding>();
        foreach (var claim in claims)
        {
            var began = clock.Elapsed;
            if (search.Try(claim, reader, catalogue.Platforms, clock, surroundings) is not { } finding)
                break;

            findings.Add(finding);
            surroundings.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{claim.Id}: {Names.Of(finding.Verdict)}, {finding.Runs} runs, {(clock.Elapsed - began).TotalSeconds:0.0} s"));
        }

        VerdictFormats.Write(findings, format, surroundings.Output);
        if (findings.Count < claims.Count)
        {
            surroundings.Error.WriteLine("dmamodel: interrupted; the claims judged before have been written");
            return (findings, ExitCode.Interrupted);
        }

        if (findings.Exists(finding => finding.Verdict is Verdict.Refuted or Verdict.Conditional))
            return (findings, ExitCode.Finding);
        var open = findings.Exists(finding => finding.Verdict == Verdict.Inconclusive);
        return (findings, open ? ExitCode.Inconclusive : ExitCode.Fine);
    }

    // All that is wrong with any of them is told before the first is run.
    private static List<Claim> ReadAll(IReadOnlyList<SourceFile> files, ClaimReader reader)
    {
        var claims = new List<Claim>();
        var wrong = new List<Finding>();
        foreach (var file in files)
        {
            try
            {
                claims.Add(reader.Read(file, ExperimentChanges.None));
            }
            catch (InvalidInputException invalid)
            {
                wrong.AddRange(invalid.Findings);
            }
        }

        return wrong.Count == 0 ? claims : throw new InvalidInputException(wrong);
    }

    /// <summary>How hard claims are tried.</summary>
    private sealed record Search(ClaimPrecision Precision, double? Minutes, int Jobs, bool Robustness)
    {
        // The seed of the one order of simultaneous events that is tried beside the usual one.
        private const long OtherOrder = 1;

        /// <summary>Tries a claim; null where the user told to stop.</summary>
        public ClaimFinding? Try(
            Claim claim, ClaimReader reader, IReadOnlyList<string> platforms, Stopwatch clock, Surroundings surroundings)
        {
            try
            {
                return TryToTheEnd(claim, reader, platforms, clock, surroundings);
            }
            catch (OperationCanceledException)
            {
                return null;
            }
        }

        private ClaimFinding TryToTheEnd(
            Claim claim, ClaimReader reader, IReadOnlyList<string> platforms, Stopwatch clock, Surroundings surroundings)
        {
            bool IsOver() => clock.Elapsed.TotalMinutes > Minutes;
            var finding = new ClaimTrial(surroundings.Run, Jobs, Precision).Try(claim, surroundings.Stop, IsOver);
            if (!Robustness || IsOver())
                return finding;

            RunResult Shuffled(Scenario scenario, int replication) =>
                surroundings.RunShuffled(scenario, replication, OtherOrder);
            var check = new RobustnessCheck(surroundings.Run, Jobs)
            {
                Shuffled = Shuffled,
                NearestOfEach = Precision.NearestOfEach,
            };
            return finding with
            {
                Robustness = check.Check(
                    finding, platform => Elsewhere(claim, platform, reader), platforms, surroundings.Stop),
            };
        }

        // Not every experiment makes sense on every machine: one that breaks a rule there is left out.
        private static Claim? Elsewhere(Claim claim, string platform, ClaimReader reader)
        {
            try
            {
                return reader.Read(claim.File, new ExperimentChanges { Settings = [$"platform={platform}"] });
            }
            catch (InvalidInputException)
            {
                return null;
            }
        }
    }
}
