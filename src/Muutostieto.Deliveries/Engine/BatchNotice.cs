using Muutostieto.Deliveries.Ledger;

namespace Muutostieto.Deliveries.Engine;

/// <summary>What an operator should know of an extract that a run has planned.</summary>
/// <param name="Delivery">The extract.</param>
/// <param name="Message">One of <see cref="ExtractNotices"/>.</param>
public sealed record BatchNotice(Delivery Delivery, string Message);
