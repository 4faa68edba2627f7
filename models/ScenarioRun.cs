using DmaModel.Hardware;
using DmaModel.Load;
using DmaModel.Measurement;
using DmaModel.Oracle;
using DmaModel.Strategies;
using DmaModel.VirtualMemory;
using DmaModel.Workload;

namespace DmaModel;

/// <summary>One scenario with one replication number, run from start to end.</summary>
public static class ScenarioRun
{
    /// <summary>Runs a scenario; the same scenario and replication give the same result, down to the fingerprint.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="replication">The replication number, from 0.</param>
    /// <exception cref="ArgumentException">The scenario breaks a rule (<see cref="ScenarioRules"/>).</exception>
    /// <exception cref="LawBrokenException">The run broke a law that every run must keep: the model has a defect.</exception>
    public static RunResult Run(Scenario scenario, int replication) => Run(scenario, replication, _ => { });

    /// <summary>Runs a scenario that may be stopped before its end.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="replication">The replication number, from 0.</param>
    /// <param name="begun">
    /// Takes, before the first event, the action that ends the run before its next event; any thread may call it, more than
    /// once, and none need to.
    /// </param>
    /// <exception cref="RunStoppedException">The run was stopped.</exception>
    /// <inheritdoc cref="Run(Scenario, int)"/>
    public static RunResult Run(Scenario scenario, int replication, Action<Action> begun) =>
        Record(scenario, replication, begun, PlainSimulation).Result();

    /// <summary>Runs a scenario with events of equal time and priority in another order.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="replication">The replication number, from 0.</param>
    /// <param name="seed">Tells one order from another; the same seed gives the same result.</param>
    /// <inheritdoc cref="Run(Scenario, int)"/>
    public static RunResult RunShuffled(Scenario scenario, int replication, long seed) =>
        Record(scenario, replication, _ => { }, () => new ShuffledSimulation(seed, replication)).Result();

    /// <summary>Runs a scenario that finds out its warm-up, and tells as well how its latency settled.</summary>
    /// <exception cref="InvalidOperationException">The scenario gives its warm-up.</exception>
    /// <inheritdoc cref="Run(Scenario, int)"/>
    public static (RunResult Result, LatencyCourse Course) Observe(Scenario scenario, int replication)
    {
        var recorder = Record(scenario, replication, _ => { }, PlainSimulation);
        return (recorder.Result(), recorder.Course());
    }

    private static Simulation PlainSimulation() => new(randomSeed: 0);

    private static RunRecorder Record(
        Scenario scenario, int replication, Action<Action> begun, Func<Simulation> makeSimulation)
    {
        foreach (var (path, message) in ScenarioRules.Broken(scenario))
            throw new ArgumentException($"{path}: {message}", nameof(scenario));

        // The seed of the simulation library is never drawn from: every random number comes from a named stream.
        var simulation = makeSimulation();
        var streams = new RandomStreams(scenario.Run.Seed ^ scenario.Run.Salt, replication);
        var machine = new Machine(simulation, scenario.Platform);
        var manager = new MemoryManager(machine);
        var ledger = new DataLedger();
        var population = new Population(machine, manager, scenario.Workload, ledger);
        var strategy = StrategyCatalogue.Create(scenario.Strategy, machine, scenario.Options);

        var arrivals = new ArrivalProcess(scenario.Workload, streams);
        var unmaps = new UnmapTimes();
        var recorder = new RunRecorder(machine, population.Spaces, ledger, arrivals.IsOpen, scenario.Run, unmaps);
        new BackgroundLoad(machine, manager, population.Spaces[0], streams, unmaps)
            .Start(scenario.Background, population.Workers);
        var (direction, reuse) = (scenario.Workload.Direction, scenario.Workload.Reuse);
        TransferLoad load = direction == Direction.Message
            ? new MessageLoad(machine, strategy, reuse, arrivals, recorder, population.Peers)
            : arrivals.IsOpen
                ? new OpenLoad(simulation, strategy, direction, reuse, arrivals, recorder)
                : new ClosedLoad(simulation, strategy, direction, reuse, arrivals, recorder);
        load.Start(population.Workers);

        // The loop ends on its own event; a stop from outside ends it with that event still to come.
        var isStopped = false;
        begun(() =>
        {
            isStopped = true;
            simulation.StopAsync();
        });
        simulation.Run(recorder.WindowIsOver);
        return isStopped && !recorder.WindowIsOver.IsProcessed ? throw new RunStoppedException() : recorder;
    }
}
