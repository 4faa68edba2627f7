using DmaModel.Hardware;
using DmaModel.Measurement;

namespace DmaModel.Strategies.Ipath;

/// <summary>The contexts that are open: one for each thread, or one for each buffer (the option context-life).</summary>
internal sealed class IpathContexts(Machine machine, StrategyOptions options)
{
    private readonly Dictionary<object, IpathContext> _open = [];

    /// <summary>The context that a worker uses; it is open.</summary>
    public IpathContext Of(Worker worker) => _open[Owner(worker)];

    /// <summary>Opens a worker's context, or waits for another worker of its thread that has begun to.</summary>
    public IEnumerable<Event> Open(Worker worker)
    {
        if (_open.TryGetValue(Owner(worker), out var context))
            return Await(worker, context);

        context = new IpathContext(machine);
        _open.Add(Owner(worker), context);
        return context.Open(worker);
    }

    /// <summary>Closes a worker's context where it has come to its end with the buffer.</summary>
    public IEnumerable<Event> CloseWithBuffer(Worker worker) =>
        options.ContextLife == ContextLife.Buffer && _open.Remove(Owner(worker), out var context)
            ? context.Close(worker)
            : [];

    private static IEnumerable<Event> Await(Worker worker, IpathContext context)
    {
        yield return worker.Task.Sleep(context.Ready, Stage.Lock);
    }

    private object Owner(Worker worker) => options.ContextLife == ContextLife.Buffer ? worker.Buffer : worker.Task.Task;
}
