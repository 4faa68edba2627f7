namespace DmaModel;

/// <summary>Whether scenarios share the random numbers of a replication.</summary>
public enum RandomNumbers
{
    /// <summary>Replication r of every scenario sees the same arrivals and sizes, so that differences are paired.</summary>
    Common,

    /// <summary>Every scenario has random numbers of its own: to see what common ones gain.</summary>
    Independent,
}
