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

    /// <summary>Starts the device on frames that it is to write.</summary>
    /// <param name="trial">The schedule.</param>
    /// <param name="frames">The frames.</param>
    /// <param name="halves">Which halves of them.</param>
    /// <param name="tag">What it writes.</param>
    public static DeviceOperation Writing(Trial trial, int[] frames, PageHalf halves, int tag)
    {
        var device = NewDevice(trial, tag);
        var operation = new DeviceOperation(device);
        trial.Scheduler.Add(device, operation.Running(frames, StepKind.DeviceWrite, Write), weight: 3);
        return operation;

        void Write(int which) => trial.Oracle.DeviceWrites(frames[which], halves, tag);
    }

    /// <summary>Starts the device on frames that it is to read.</summary>
    /// <param name="trial">The schedule.</param>
    /// <param name="frames">The frames.</param>
    /// <param name="halves">Which halves of them.</param>
    /// <param name="tag">The number of the transfer.</param>
    /// <param name="expected">What it should find, two for each frame.</param>
    /// <param name="owner">The process that it sends for.</param>
    /// <param name="isExact">Whether it is to send that, and nothing that the process has stored since.</param>
    public static DeviceOperation Sending(
        Trial trial, int[] frames, PageHalf halves, int tag, int[] expected, ProcessMemory owner, bool isExact = false)
    {
        var device = NewDevice(trial, tag);
        var operation = new DeviceOperation(device);
        trial.Scheduler.Add(device, operation.Running(frames, StepKind.DeviceRead, Read), weight: 3);
        return operation;

        void Read(int which)
        {
            if ((halves & PageHalf.Lower) == PageHalf.Lower)
                trial.Oracle.DeviceReads(frames[which], PageHalf.Lower, expected[which * 2], owner, isExact);
            if ((halves & PageHalf.Upper) == PageHalf.Upper)
                trial.Oracle.DeviceReads(frames[which], PageHalf.Upper, expected[(which * 2) + 1], owner, isExact);
        }
    }

    private static Caller NewDevice(Trial trial, int tag) => trial.Scheduler.NewCaller($"the device (transfer {tag})");

    private IEnumerable<KernelStep> Running(int[] frames, StepKind kind, Action<int> use)
    {
        yield return new KernelStep(StepKind.Device);
        for (var i = 0; i < frames.Length; i++)
        {
            use(i);
            yield return new KernelStep(kind, frames[i]);
        }

        IsDone = true;
        _ended.Raise();
        yield return new KernelStep(StepKind.Device);
    }
}
