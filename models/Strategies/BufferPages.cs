namespace DmaModel.Strategies;

/// <summary>What is done to the pages of any mapped buffer, whoever owns them.</summary>
internal static class BufferPages
{
    /// <summary>Unmaps the buffer.</summary>
    public static IEnumerable<Event> Unmap(Worker worker)
    {
        foreach (var step in worker.Space.Unmap(worker.Task, worker.Buffer.Area))
            yield return step;
        worker.Buffer.Unmap();
    }

    /// <summary>Whether touching the transfer's pages would fault; nobody touches what is being unmapped.</summary>
    public static bool NeedFaults(Worker worker) =>
        !worker.Buffer.IsGivenUp && worker.Buffer.Area.Absent(worker.Pages) > 0;

    /// <summary>Takes the faults of who writes to those of the transfer's pages that reclaim has unmapped.</summary>
    public static IEnumerable<Event> FaultInIfNeeded(Worker worker) => NeedFaults(worker) ? FaultIn(worker) : [];

    /// <summary>Takes the faults of who only reads what a device has left in the transfer's pages.</summary>
    public static IEnumerable<Event> FaultInToReadIfNeeded(Worker worker) => NeedFaults(worker)
        ? worker.Space.FaultIn(worker.Task, worker.Buffer.Area, worker.Pages, write: false)
        : [];

    /// <summary>Takes the faults on the transfer's pages.</summary>
    public static IEnumerable<Event> FaultIn(Worker worker) =>
        worker.Space.FaultIn(worker.Task, worker.Buffer.Area, worker.Pages);
}
