using DmaModel.Oracle;

namespace DmaModel.Exploration;

/// <summary>Who waits for whom, when nobody can go on.</summary>
internal static class WaitGraph
{
    /// <summary>Follows the waits from each actor that is stuck, and tells the first circle, or else the first dead
    /// end.</summary>
    public static void Report(IReadOnlyList<Actor> actors, DataOracle oracle)
    {
        var stuck = actors.Where(actor => !actor.IsDaemon && !actor.CanRun && !actor.IsDone).ToList();
        var chains = stuck.Select(actor => Chain(actor, actors)).ToList();
        var chain = chains.Find(links => links.IsCircle) ?? chains[0];
        oracle.Stuck(string.Join("; ", chain.Links.Select(Sentence)), chain.Links[^1].Waiting!.Awaited.Frame);
    }

    private static string Sentence(Actor actor)
    {
        var awaited = actor.Waiting!.Awaited;
        var holders = awaited.Holders.Select(holder => holder == actor.Caller ? "itself" : holder.Name).Distinct().ToList();
        var held = holders.Count > 0 ? $", which is with {string.Join(" and ", holders)}" : "";
        return $"{actor.Caller.Name} waits for {awaited.Description}{held}";
    }

    private static WaitChain Chain(Actor first, IReadOnlyList<Actor> actors)
    {
        var links = new List<Actor>();
        for (var actor = first; actor is { Waiting: not null, IsDone: false };)
        {
            if (links.IndexOf(actor) is var at and >= 0)
                return new WaitChain(links[at..], IsCircle: true);
            links.Add(actor);
            var holders = actor.Waiting.Awaited.Holders.ToList();
            actor = actors.FirstOrDefault(other => holders.Contains(other.Caller) && !other.CanRun);
        }

        return new WaitChain(links, IsCircle: false);
    }

    private sealed record WaitChain(List<Actor> Links, bool IsCircle);
}
