namespace DmaModel.Tests;

/// <summary>Counts what code allocates on the managed heap.</summary>
internal static class Allocations
{
    /// <summary>The bytes that a thousand further calls allocate, once the code has been called often enough to be
    /// compiled.</summary>
    public static long Of(Action action)
    {
        for (var i = 0; i < 1_000; i++)
            action();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
            action();

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
