using System.Runtime.InteropServices;

namespace DmaModel.Cli;

/// <summary>
/// Hears Ctrl-C and requests to terminate: the first one tells to stop, the second one ends the process at once.
/// </summary>
internal sealed class Interruption
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _signals;

    /// <summary>Begins to listen, for as long as the process lives.</summary>
    public Interruption() =>
        _signals = [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Hear), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Hear)];

    /// <summary>Tells to begin nothing more.</summary>
    public CancellationToken Stop => _stop.Token;

    private void Hear(PosixSignalContext signal)
    {
        if (_stop.IsCancellationRequested)
        {
            // What stands in sight is whole at any instant, so that nothing needs to be tidied up.
            Environment.Exit(ExitCode.Interrupted);
        }

        signal.Cancel = true;
        Console.Error.WriteLine(
            "Stopping: runs in flight are finished, and what is whole is written. Ctrl-C again stops at once.");
        GC.KeepAlive(_signals);
        _stop.Cancel();
    }
}
