using DmaModel.VirtualMemory;

namespace DmaModel.Exploration;

/// <summary>One operation of the device: it writes or reads the frames that it was given, one after the other.</summary>
internal sealed class DeviceOperation
{
    private readonly Signal _ended;

    private DeviceOperation(Caller device) => _ended = new Signal("the device to be done", device);

    public bool IsDone { get; private set; }

    /// <summary>The turn that is granted when the operation is done; null where it is.</summary>
    public Turn? Await(Caller by) => IsDone ? null : _ended.Await(by);

    /// <summary>Starts the device on the frames that it is given.</summary>
    /// <param name="trial">The schedule.</param>
    /// <param name="frames">The frames.</param>
    /// <param name="halves">Which halves of them.</param>
    /// <param name="tag">What it writes, or the number of the transfer where it reads.</param>
    /// <param name="expected">What it should find in each half; null where it writes.</param>
    public static DeviceOperation Start(Trial trial, int[] frames, PageHalf halves, int tag, int[]? expected)
    {
        var device = trial.Scheduler.NewCaller($"the device (transfer {tag})");
        var operation = new DeviceOperation(device);
        trial.Scheduler.Add(device, operation.Running(trial, frames, halves, tag, expected), weight: 3);
        return operation;
    }

    private IEnumerable<KernelStep> Running(Trial trial, int[] frames, PageHalf halves, int tag, int[]? expected)
    {
        yield return new KernelStep(StepKind.Device);

        for (var i = 0; i < frames.Length; i++)
        {
            if (expected is null)
                trial.Oracle.DeviceWrites(frames[i], halves, tag);
            else
                Read(trial, frames[i], halves, expected, i);
            yield return new KernelStep(expected is null ? StepKind.DeviceWrite : StepKind.DeviceRead, frames[i]);
        }

        IsDone = true;
        _ended.Raise();
        yield return new KernelStep(StepKind.Device);
    }

    private static void Read(Trial trial, int frame, PageHalf halves, int[] expected, int which)
    {
        if ((halves & PageHalf.Lower) == PageHalf.Lower)
            trial.Oracle.DeviceReads(frame, PageHalf.Lower, expected[which * 2], trial.Process);
        if ((halves & PageHalf.Upper) == PageHalf.Upper)
            trial.Oracle.DeviceReads(frame, PageHalf.Upper, expected[(which * 2) + 1], trial.Process);
    }
}
