using DmaModel.Experiments.Reading;

namespace DmaModel.Experiments.Claims.Threads;

/// <summary>Reads the files of threads.</summary>
/// <param name="claims">The claims that there are, in lower case.</param>
public sealed class ThreadReader(IReadOnlyCollection<string> claims)
{
    private static readonly string[] Keys = ["thread", "title", "list", "date", "about", "course", "remark"];
    private static readonly string[] StepKeys = ["heading", "says", "claims"];

    /// <summary>Reads all threads that a catalogue knows.</summary>
    /// <exception cref="InvalidInputException">Something is wrong with one of them; the exception says all that is.</exception>
    public static IReadOnlyList<ClaimThread> ReadAll(Catalogue catalogue)
    {
        var reader = new ThreadReader(catalogue.Claims);
        var findings = new Findings();
        var files = catalogue.Threads.Select(name => catalogue.FindThread(name, Place.Of("dmamodel"), findings)).ToList();
        findings.ThrowIfAny();
        return [.. files.Select(file => reader.Read(file!))];
    }

    /// <summary>Reads a thread from a file.</summary>
    /// <exception cref="InvalidInputException">Something is wrong; the exception says all that is.</exception>
    public ClaimThread Read(SourceFile source)
    {
        var findings = new Findings();
        var root = YamlReader.ReadMapping(source, findings);
        findings.ThrowIfAny();
        CheckKeys(root!, Keys, findings);

        var id = Text(root!, "thread", findings);
        if (id.Length > 0 && !string.Equals(id, source.Stem, StringComparison.OrdinalIgnoreCase))
        {
            findings.Add(
                root!.Find("thread")!.Value.Place, $"the thread '{id}' stands in a file of another name, '{source.Stem}'");
        }

        var date = Text(root!, "date", findings);
        if (date.Length > 0 && Years.Of(date) is null)
            findings.Add(root!.Find("date")!.Value.Place, $"a date ends in a year, as 'October 2000' does, not '{date}'");

        var thread = new ClaimThread
        {
            Id = id,
            Title = Text(root!, "title", findings),
            List = Text(root!, "list", findings),
            Date = date,
            About = Text(root!, "about", findings),
            Course = Course(root!, id, findings),
            Remark = root!.Find("remark") is null ? "" : Text(root, "remark", findings),
            File = source,
        };
        findings.ThrowIfAny();
        return thread;
    }

    private static void CheckKeys(MappingNode node, string[] known, Findings findings)
    {
        foreach (var (key, _) in node.Entries.Where(entry => !known.Contains(entry.Name)))
            findings.AddUnknown(key.Place, $"unknown key '{key.Text}'", key.Text, known);
    }

    private static string Text(MappingNode node, string key, Findings findings)
    {
        if (node.Find(key)?.Value is ScalarNode { IsEmpty: false } scalar)
            return scalar.Text.Trim();
        findings.Add(node.Find(key)?.Value.Place ?? node.Place, $"'{key}' wants a text");
        return "";
    }

    private List<ThreadStep> Course(MappingNode root, string id, Findings findings)
    {
        var course = new List<ThreadStep>();
        if (root.Find("course")?.Value is not ListNode { Items.Count: > 0 } list)
        {
            findings.Add(root.Find("course")?.Value.Place ?? root.Place, "'course' wants a list of steps");
            return course;
        }

        var told = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in list.Items)
        {
            if (item is not MappingNode step)
            {
                findings.Add(item.Place, $"a step wants keys with values, but '{item.Quote}' is {item.Kind}");
                continue;
            }

            CheckKeys(step, StepKeys, findings);
            course.Add(new ThreadStep(
                Text(step, "heading", findings), Text(step, "says", findings), [.. Claims(step, id, told, findings)]));
        }

        return course;
    }

    private IEnumerable<string> Claims(MappingNode step, string id, HashSet<string> told, Findings findings)
    {
        if (step.Find("claims") is not { } entry)
            yield break;
        if (entry.Value is not ListNode list)
        {
            findings.Add(entry.Value.Place, "'claims' wants a list, such as [KIO-1, KIO-2]");
            yield break;
        }

        var own = claims.Where(claim => claim.StartsWith(id + "-", StringComparison.OrdinalIgnoreCase))
            .Select(claim => claim.ToUpperInvariant()).ToList();
        foreach (var item in list.Items)
        {
            var name = (item as ScalarNode)?.Text ?? item.Quote;
            if (!own.Contains(name))
                findings.AddUnknown(item.Place, $"unknown claim '{name}' of {id}", name, own);
            else if (!told.Add(name))
                findings.Add(item.Place, $"{name} is told of twice");
            else
                yield return name;
        }
    }
}
