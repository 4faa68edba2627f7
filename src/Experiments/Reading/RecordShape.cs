using System.Collections.Concurrent;
using System.ComponentModel;
using System.Reflection;
using System.Runtime.CompilerServices;
using DmaModel.Platforms;

namespace DmaModel.Experiments.Reading;

/// <summary>One member of a record, as files spell and describe it.</summary>
public sealed record Member
{
    /// <summary>The name as files spell it.</summary>
    public required string Name { get; init; }

    /// <summary>The name with that of its record, such as 'RunPlan.seed'.</summary>
    public required string FullName { get; init; }

    /// <summary>The property.</summary>
    public required PropertyInfo Property { get; init; }

    /// <summary>The type of its value, with nullability taken off.</summary>
    public required Type Type { get; init; }

    /// <summary>Whether a complete record must give it.</summary>
    public required bool Required { get; init; }

    /// <summary>What it means, in a sentence.</summary>
    public required string Description { get; init; }
}

/// <summary>The members of a record of the models, found by reflection once per type.</summary>
public sealed class RecordShape
{
    private static readonly ConcurrentDictionary<Type, RecordShape> Known = new();

    private readonly MethodInfo? _clone;
    private readonly Type _type;

    private RecordShape(Type type)
    {
        _type = type;
        _clone = type.GetMethod("<Clone>$", BindingFlags.Public | BindingFlags.Instance);
        Members = [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(IsWritten).Select(Describe)];
    }

    /// <summary>The members that files can give, in the order of declaration.</summary>
    public IReadOnlyList<Member> Members { get; }

    /// <summary>The shape of a record type.</summary>
    public static RecordShape Of(Type type) => Known.GetOrAdd(type, key => new RecordShape(key));

    /// <summary>Whether a type is a record whose members files give by name.</summary>
    public static bool IsRecord(Type type) =>
        type.IsClass && type != typeof(string) && !type.IsAbstract
            && type.GetMethod("<Clone>$", BindingFlags.Public | BindingFlags.Instance) is not null;

    /// <summary>The quantity of a cost, or null if the type is no cost.</summary>
    public static Type? QuantityOfCost(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Cost<>) ? type.GetGenericArguments()[0] : null;

    /// <summary>The member of a name, or null.</summary>
    public Member? Find(string name) => Members.FirstOrDefault(member => member.Name == name);

    /// <summary>A new record with its defaults; required members are left for the caller to give.</summary>
    public object Create() => Activator.CreateInstance(_type)!;

    /// <summary>A copy of a record, which the caller may change before anyone else sees it.</summary>
    public object Copy(object record) => _clone!.Invoke(record, parameters: null)!;

    private static bool IsWritten(PropertyInfo property) =>
        property.CanWrite && property.GetCustomAttribute<BrowsableAttribute>() is not { Browsable: false };

    private static Member Describe(PropertyInfo property) => new()
    {
        Name = Names.Of(property.Name),
        FullName = $"{property.DeclaringType!.Name}.{Names.Of(property.Name)}",
        Property = property,
        Type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType,
        Required = property.IsDefined(typeof(RequiredMemberAttribute)),
        Description = property.GetCustomAttribute<DescriptionAttribute>()?.Description ?? "",
    };
}
