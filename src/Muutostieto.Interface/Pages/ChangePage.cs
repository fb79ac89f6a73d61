using Muutostieto.Register;

namespace Muutostieto.Interface.Pages;

/// <summary>A page of changes.</summary>
/// <param name="To">The key to go on from.</param>
/// <param name="IsUpToDate">Whether it reaches the register's head.</param>
/// <param name="Persons">How many persons it may concern at most.</param>
/// <param name="Answer">What it discloses.</param>
internal sealed record ChangePage(JournalKey To, bool IsUpToDate, int Persons, Answer Answer);
