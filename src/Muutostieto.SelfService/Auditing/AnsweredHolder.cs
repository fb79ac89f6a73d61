using Muutostieto.Hosting.Reports;

namespace Muutostieto.SelfService.Auditing;

/// <summary>One of those who have or had the identity code that was asked for.</summary>
/// <param name="Holder">The answer with its deliveries.</param>
/// <param name="Report">The same for the person.</param>
public sealed record AnsweredHolder(AuditedHolder Holder, PersonReport Report);
