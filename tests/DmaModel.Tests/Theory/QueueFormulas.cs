namespace DmaModel.Tests.Theory;

/// <summary>Mean waiting times in the textbook's closed forms, as multiples of the mean service time.</summary>
internal static class QueueFormulas
{
    /// <summary>Pollaczek and Khinchine: rho (1 + c²) / (2 (1 - rho)), with c² the squared coefficient of variation of
    /// services.</summary>
    public static double PollaczekKhinchine(double utilisation, double squaredVariation) =>
        utilisation * (1 + squaredVariation) / (2 * (1 - utilisation));

    /// <summary>Erlang's C, the probability to wait, over c (1 - rho).</summary>
    public static double ErlangDelay(int servers, double utilisation)
    {
        var load = servers * utilisation;

        // Erlang's B by its recursion B(n) = a B(n-1) / (n + a B(n-1)), and C = B / (1 - rho (1 - B)).
        var blocking = 1.0;
        for (var server = 1; server <= servers; server++)
            blocking = load * blocking / (server + (load * blocking));

        var waiting = blocking / (1 - (utilisation * (1 - blocking)));
        return waiting / (servers * (1 - utilisation));
    }
}
