using System.Text.Json;
using Muutostieto.Records.Model;
using Muutostieto.Register;

namespace Muutostieto.Extracts.Orders;

/// <summary>
/// A condition that a person or building of an extract fulfils. It sees what has passed the gate and nothing else: what a non-disclosure
/// order masks, as an address, fulfils no condition, so that being in an extract reveals nothing of it. What is missing or not known
/// fulfils none either; <see cref="Not"/> turns that round like everything else.
/// </summary>
public abstract class Criterion
{
    private protected Criterion(string name) => Name = name;

    /// <summary>Its key in an order.</summary>
    public string Name { get; }

    /// <summary>The groups that it looks at, three digits each.</summary>
    public abstract IReadOnlyList<string> Groups { get; }

    /// <summary>The only municipalities in which a person can fulfil it; null: it may be any.</summary>
    internal virtual IReadOnlyCollection<string>? Municipalities => null;

    /// <summary>Whether it is of the dead, which makes the whole order so.</summary>
    internal virtual bool IsOfDead => false;

    /// <summary>Persons that need not be read: one that it passes over cannot fulfil the condition. Null: it may be anyone.</summary>
    /// <param name="day">On which day ages are counted.</param>
    internal virtual ResidentFilter? Filter(DateOnly day) => null;

    /// <summary>Whether it names a state of use in which a building is no more there, so that such buildings are looked at.</summary>
    internal virtual bool NamesGone => false;

    /// <summary>Every one of the conditions, at least one.</summary>
    public static Criterion AllOf(IReadOnlyList<Criterion> conditions) => new AllCriterion(conditions);

    /// <summary>At least one of the conditions, of which there is at least one.</summary>
    public static Criterion AnyOf(IReadOnlyList<Criterion> conditions) => new AnyCriterion(conditions);

    /// <summary>Everyone who does not fulfil the condition.</summary>
    public static Criterion Not(Criterion condition) => new NotCriterion(condition);

    /// <summary>Whether the person fulfils it.</summary>
    /// <param name="record">Has passed a gate that lets <see cref="Groups"/> through; registered on the day.</param>
    /// <param name="day">On which day ages are counted.</param>
    public abstract bool Matches(RecordView record, DateOnly day);

    internal void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WritePropertyName(Name);
        WriteValue(writer);
        writer.WriteEndObject();
    }

    private protected abstract void WriteValue(Utf8JsonWriter writer);
}
