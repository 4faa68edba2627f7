namespace DmaModel.Units;

/// <summary>Reads the simulation core's clock in the models' own unit.</summary>
public static class SimulationClock
{
    extension(Simulation simulation)
    {
        /// <summary>Simulated time since the start of the run.</summary>
        public Duration Elapsed => new(simulation.Now.Ticks - simulation.StartDate.Ticks);
    }
}
