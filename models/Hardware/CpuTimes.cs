using DmaModel.Units;

namespace DmaModel.Hardware;

/// <summary>Busy time by cause.</summary>
public sealed class CpuTimes
{
    private readonly long[] _picoseconds = new long[CpuCauses.Count];

    /// <summary>The time booked on a cause.</summary>
    public Duration this[CpuCause cause] => new(_picoseconds[(int)cause]);

    /// <summary>The sum over all causes.</summary>
    public Duration Total => new(_picoseconds.Sum());

    /// <summary>Books time on a cause.</summary>
    public void Book(CpuCause cause, Duration duration) => _picoseconds[(int)cause] += duration.Picoseconds;

    /// <summary>What was booked here beyond an earlier copy.</summary>
    public CpuTimes Since(CpuTimes earlier)
    {
        var difference = new CpuTimes();
        for (var i = 0; i < _picoseconds.Length; i++)
            difference._picoseconds[i] = _picoseconds[i] - earlier._picoseconds[i];
        return difference;
    }

    /// <summary>A copy that stays as it is.</summary>
    public CpuTimes Copy() => Since(new CpuTimes());
}
