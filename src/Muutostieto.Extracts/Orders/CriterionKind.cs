using System.Text.RegularExpressions;

namespace Muutostieto.Extracts.Orders;

/// <summary>A criterion that an order may have.</summary>
public sealed class CriterionKind
{
    /// <summary>The greatest age that an order may name.</summary>
    public const int GreatestAge = 150;

    private readonly Func<IReadOnlyList<string>, Criterion>? ofCodes;
    private readonly Func<int?, int?, Criterion>? ofAges;
    private readonly Func<DateOnly?, DateOnly?, Criterion>? ofDays;
    private readonly Func<CoordinateBox, Criterion>? ofBox;
    private readonly Regex? pattern;

    internal CriterionKind(
        string name, string group, string field, Regex pattern, string expected, Func<IReadOnlyList<string>, Criterion> make)
    {
        (Name, Group, Field, Expected, Shape) = (name, group, field, expected, CriterionShape.Codes);
        (this.pattern, ofCodes) = (pattern, make);
    }

    internal CriterionKind(string name, string group, string field, Func<int?, int?, Criterion> make)
    {
        (Name, Group, Field, Expected, Shape) = (name, group, field, "", CriterionShape.Ages);
        ofAges = make;
    }

    /// <param name="name">Its key in an order.</param>
    /// <param name="group">Three digits.</param>
    /// <param name="field">Of the group.</param>
    /// <param name="greatest">The greatest number that an order may name.</param>
    /// <param name="make">Makes it.</param>
    internal CriterionKind(string name, string group, string field, int greatest, Func<int?, int?, Criterion> make)
        : this(name, group, field, make)
    {
        (Shape, Greatest) = (CriterionShape.Numbers, greatest);
    }

    internal CriterionKind(string name, string group, IReadOnlyList<string> fields, Func<CoordinateBox, Criterion> make)
    {
        (Name, Group, Field, Expected, Shape) = (name, group, fields[0], "", CriterionShape.Rectangle);
        (Fields, ofBox) = (fields, make);
    }

    internal CriterionKind(string name, string group, string field, Func<DateOnly?, DateOnly?, Criterion> make)
    {
        (Name, Group, Field, Expected, Shape) = (name, group, field, "", CriterionShape.Days);
        ofDays = make;
    }

    /// <summary>Its key in an order.</summary>
    public string Name { get; }

    public CriterionShape Shape { get; }

    /// <summary>The group that it looks at.</summary>
    public string Group { get; }

    /// <summary>The field that it looks at.</summary>
    public string Field { get; }

    /// <summary>All fields that it looks at.</summary>
    public IReadOnlyList<string> Fields
    {
        get => field ?? [Field];
        private init;
    }

    /// <summary>The greatest number that an order may name.</summary>
    public int Greatest { get; } = GreatestAge;

    /// <summary>The codes that there are, where the layouts do not say; null where they do, or every text of the pattern is one.</summary>
    public IReadOnlyList<string>? Known { get; internal init; }

    /// <summary>What a code looks like, in words; empty for the other shapes.</summary>
    public string Expected { get; }

    /// <summary>Whether a text may be a code.</summary>
    public bool IsCode(string text) => pattern?.IsMatch(text) == true;

    /// <exception cref="InvalidOperationException">It has another shape, as of the others.</exception>
    public Criterion OfCodes(IReadOnlyList<string> codes) => ofCodes is null ? throw OtherShape() : ofCodes(codes);

    /// <param name="from">Whole years; null: 0.</param>
    /// <param name="to">Whole years; null: no limit.</param>
    public Criterion OfAges(int? from, int? to) => ofAges is null ? throw OtherShape() : ofAges(from, to);

    /// <param name="from">Null: no limit.</param>
    /// <param name="to">Null: no limit.</param>
    public Criterion OfDays(DateOnly? from, DateOnly? to) => ofDays is null ? throw OtherShape() : ofDays(from, to);

    /// <param name="from">Null: no limit.</param>
    /// <param name="to">Null: no limit.</param>
    public Criterion OfNumbers(int? from, int? to) => ofAges is null ? throw OtherShape() : ofAges(from, to);

    public Criterion OfBox(CoordinateBox box) => ofBox is null ? throw OtherShape() : ofBox(box);

    private InvalidOperationException OtherShape() => new($"{Name} has the shape {Shape}.");
}
