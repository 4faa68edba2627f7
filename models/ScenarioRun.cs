using DmaModel.Hardware;
using DmaModel.Load;
using DmaModel.Measurement;
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
    public static RunResult Run(Scenario scenario, int replication)
    {
        foreach (var (path, message) in ScenarioRules.Broken(scenario))
            throw new ArgumentException($"{path}: {message}", nameof(scenario));

        // The seed of the simulation library is never drawn from: every random number comes from a named stream.
        var simulation = new Simulation(randomSeed: 0);
        var streams = new RandomStreams(scenario.Run.Seed ^ scenario.Run.Salt, replication);
        var machine = new Machine(simulation, scenario.Platform);
        var space = new AddressSpace(machine, new MemoryManager(machine), "the process");
        var strategy = StrategyCatalogue.Create(scenario.Strategy, machine, scenario.Options);

        var arrivals = new ArrivalProcess(scenario.Workload, streams);
        var recorder = new RunRecorder(machine, space, arrivals.IsOpen, scenario.Run);
        var workers = Threads.Workers(machine, space, scenario.Workload);
        new BackgroundLoad(machine, space, streams).Start(scenario.Background);
        var (direction, reuse) = (scenario.Workload.Direction, scenario.Workload.Reuse);
        if (arrivals.IsOpen)
            new OpenLoad(simulation, strategy, direction, reuse, arrivals, recorder).Start(workers);
        else
            new ClosedLoad(simulation, strategy, direction, reuse, arrivals, recorder).Start(workers);

        simulation.Run(recorder.WindowIsOver);
        return recorder.Result();
    }
}
