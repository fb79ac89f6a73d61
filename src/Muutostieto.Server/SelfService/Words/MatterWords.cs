using Muutostieto.SelfService.Applications;

namespace Muutostieto.Server.SelfService.Words;

/// <summary>Words that applications and orders have in common, and what is said of fields of recipients' and operators' forms.</summary>
internal sealed class MatterWords(string language) : AreaWords("MatterWords", language), IAreaWords<MatterWords>
{
    public string Number => Text();

    public string Title => Text();

    public string State => Text();

    public string Begun => Text();

    public string Changed => Text();

    public string Submitted => Text();

    public string Decisions => Text();

    public string Reason => Text();

    public string NoReason => Text();

    public string Content => Text();

    public string Untitled => Text();

    public string Save => Text();

    public string SaveAndSubmit => Text();

    public string Submit => Text();

    public string Edit => Text();

    public string Withdraw => Text();

    public string WithdrawWhat => Text();

    public string Incomplete => Text();

    public string Meanwhile => Text();

    public string MeanwhileWhat => Text();

    public string OpenAgain => Text();

    public string Unanswered => Text();

    static MatterWords IAreaWords<MatterWords>.In(string language) => new(language);

    internal string StateOf(MatterState state) => Text($"State.{state}");

    internal string VerdictOf(Verdict verdict) => Text($"Verdict.{verdict}");

    internal string ChangedBy(string user) => Format(Text("MeanwhileBy"), user);

    internal string NameAt(string name, string time) => Format(Text("ByAt"), name, time);

    /// <summary>A name of the configuration for which there are no words is shown as it is.</summary>
    internal string PurposeOf(string name) => Find($"Purpose.{name}") ?? name;

    /// <inheritdoc cref="PurposeOf"/>
    internal string TargetOf(string name) => Find($"Target.{name}") ?? name;

    /// <inheritdoc cref="PurposeOf"/>
    internal string FormatOf(string name) => Find($"Format.{name}") ?? name;

    internal string TooManyOf(long most) => Format(Text("TooManyOpen"), most);

    /// <summary>What is wrong with a field, after its label, with what the loader of the configuration says of it, in English.</summary>
    internal string FaultOf(string label, FieldFault fault) => label.EndsWith('?')
        ? $"{label} {Unanswered}."
        : $"{label}: {Format(Text($"Problem.{fault.Problem}"), fault.Limit ?? 0)}.{(fault.Detail is { } detail ? $" {detail}" : "")}";
}
