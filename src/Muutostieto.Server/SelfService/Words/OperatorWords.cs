using Muutostieto.SelfService.Operations;

namespace Muutostieto.Server.SelfService.Words;

/// <summary>Words of the operators' pages.</summary>
internal sealed class OperatorWords(string language) : AreaWords("OperatorWords", language), IAreaWords<OperatorWords>
{
    public string Task => Text();

    public string TaskWhat => Text();

    public string None => Text();

    public string Delivery => Text();

    public string Recipient => Text();

    public string State => Text();

    public string Planned => Text();

    public string Withdraw => Text();

    public string WithdrawIt => Text();

    public string Redeliver => Text();

    public string RemovesFiles => Text();

    public string RemovesNothing => Text();

    public string WasFetched => Text();

    public string SameFiles => Text();

    public string ComposedAgain => Text();

    public string Finishes => Text();

    public string Reason => Text();

    public string ReasonHint => Text();

    public string ReasonFault => Text();

    public string Changed => Text();

    public string ChangedWhat => Text();

    public string BackToDeliveries => Text();

    public string Service => Text();

    public string ServiceWhat => Text();

    public string Start => Text();

    public string StartLead => Text();

    public string NewBase => Text();

    public string RunOrder => Text();

    public string NoPermits => Text();

    public string NoOrders => Text();

    public string Permit => Text();

    public string Order => Text();

    public string Count => Text();

    public string MakeBase => Text();

    public string FirstChain => Text();

    public string WhatCounts => Text();

    public string AcceptSmaller => Text();

    public string NewExtract => Text();

    public string AnotherExtract => Text();

    public string GoesOn => Text();

    public string MayLeave => Text();

    public string Failed => Text();

    public string StillThere => Text();

    public string SeeDelivery => Text();

    static OperatorWords IAreaWords<OperatorWords>.In(string language) => new(language);

    internal string IsOf(string delivery, string state, string recipient) => Format(Text("IsOf"), delivery, state, recipient);

    internal string ReplacementOf(Replacement replacement) => Text($"Replacement.{replacement}");

    internal string ObstacleOf(OperationObstacle obstacle, string deliveries) => Format(Text($"Obstacle.{obstacle}"), deliveries);

    internal string KindOf(OperationKind kind) => Text($"Kind.{kind}");

    /// <summary>Before it is counted.</summary>
    internal string CountsFirst(string permit, string recipient) => Format(Text(), permit, recipient);

    internal string ForRecipient(string permit, string recipient) => Format(Text(), permit, recipient);

    internal string Holds(string persons, string withheld) => Format(Text(), persons, withheld);

    internal string KnownBase(string delivery) => Format(Text(), delivery);

    internal string NewChain(string head) => Format(Text(), head);

    internal string OrderOf(string order, string permit, string recipient) => Format(Text(), order, permit, recipient);

    internal string KnownExtract(string delivery) => Format(Text(), delivery);

    internal string CountedUntilNow(string persons) => Format(Text(), persons);
}
