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

    static OperatorWords IAreaWords<OperatorWords>.In(string language) => new(language);

    internal string IsOf(string delivery, string state, string recipient) => Format(Text("IsOf"), delivery, state, recipient);

    internal string ReplacementOf(Replacement replacement) => Text($"Replacement.{replacement}");

    internal string ObstacleOf(OperationObstacle obstacle, string deliveries) => Format(Text($"Obstacle.{obstacle}"), deliveries);
}
