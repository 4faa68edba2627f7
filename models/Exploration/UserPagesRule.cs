using System.ComponentModel;

namespace DmaModel.Exploration;

/// <summary>What get_user_pages() may do with pages of an object that its driver moves.</summary>
public enum UserPagesRule
{
    /// <summary>It takes them, and is not told when the object moves.</summary>
    [Description("they are taken, and whoever has them is not told when the object moves")]
    Allowed,

    /// <summary>It is refused, as of an area marked VM_IO.</summary>
    [Description("they are refused, as of an area that is marked as I/O")]
    Refused,

    /// <summary>It takes them, and the object stays where it is until they are let go.</summary>
    [Description("they are taken, and the object stays where it is until they are let go")]
    Synchronised,
}
