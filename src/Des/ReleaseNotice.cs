namespace DmaModel.Des;

/// <summary>What stands in the event set when a unit is given back by disposing, so that nobody can wait for it.</summary>
/// <remarks>Each resource has one, which may stand in the event set several times.</remarks>
internal sealed class ReleaseNotice(ResourceBase resource) : Event(resource.Environment)
{
    public override void Process() => resource.GrantWaiting();
}
