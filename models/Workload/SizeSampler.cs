using DmaModel.Units;

namespace DmaModel.Workload;

/// <summary>Draws sizes from a distribution, each at least one byte.</summary>
public sealed class SizeSampler
{
    private readonly RandomStream _stream;
    private readonly LogNormalSize? _logNormal;
    private readonly SizeBin[] _bins = [];
    private readonly double[] _sharesUpTo = [];

    /// <summary>Prepares to draw from a distribution with a stream of random numbers.</summary>
    /// <exception cref="ArgumentException">The distribution's parameters are broken; the message says how.</exception>
    public SizeSampler(SizeDistribution distribution, RandomStream stream)
    {
        if (distribution.Broken().FirstOrDefault() is { } broken)
            throw new ArgumentException($"No sizes can be drawn: {broken}.", nameof(distribution));

        _stream = stream;
        switch (distribution)
        {
            case LogNormalSize logNormal:
                _logNormal = logNormal;
                break;
            case FixedSize(var size):
                _bins = [new SizeBin(size, size, Weight: 1)];
                break;
            case ListedSizes listed:
                _bins = [.. listed.Bins.Bins.Where(bin => bin.Weight > 0)];
                break;
            case HistogramSizes histogram:
                _bins = [.. histogram.Bins.Where(bin => bin.Weight > 0)];
                break;
            default:
                throw new ArgumentException($"There is no way to draw from {distribution}.", nameof(distribution));
        }

        _sharesUpTo = SharesUpTo(_bins);
    }

    /// <summary>The next size.</summary>
    public ByteCount Next()
    {
        if (_logNormal is { } sizes)
        {
            var bytes = sizes.Median.Bytes * _stream.LogNormal(sizes.Sigma);
            return new ByteCount((long)Math.Round(Math.Clamp(bytes, 1, sizes.Max.Bytes)));
        }

        var bin = _bins.Length == 1 ? _bins[0] : _bins[Choose(_stream.NextDouble())];
        var width = bin.To.Bytes - bin.From.Bytes;
        return width == 0 ? bin.From : new ByteCount(bin.From.Bytes + _stream.NextInt64(width + 1));
    }

    /// <summary>The first bin whose share, with those before it, exceeds a number from 0 up to 1.</summary>
    private int Choose(double share)
    {
        var low = 0;
        for (var high = _bins.Length - 1; low < high;)
        {
            var middle = (low + high) / 2;
            if (_sharesUpTo[middle] > share)
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }

    private static double[] SharesUpTo(SizeBin[] bins)
    {
        var total = bins.Sum(bin => bin.Weight);
        var sum = 0.0;
        return [.. bins.Select(bin => (sum += bin.Weight) / total)];
    }
}
