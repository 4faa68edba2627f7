namespace DmaModel.Des;

/// <summary>An event that succeeds when an amount has been put into a <see cref="Container"/>.</summary>
public sealed class ContainerPut : Event
{
    private readonly Container _container;

    internal ContainerPut(Container container, double amount)
        : base(container.Environment)
    {
        _container = container;
        Amount = amount;
    }

    /// <summary>How much is put in, in the container's unit.</summary>
    public double Amount { get; }

    /// <summary>Lets the container hand out, then tells those who wait for this event.</summary>
    public override void Process()
    {
        _container.HandOut();
        base.Process();
    }
}
