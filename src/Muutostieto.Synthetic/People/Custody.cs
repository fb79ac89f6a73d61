namespace Muutostieto.Synthetic.People;

/// <summary>Who has the custody of a minor, and as what.</summary>
/// <param name="Guardian">Null: a person without an identity code.</param>
/// <param name="Kind">1 parent, 2 another guardian, 3 entitled to information.</param>
/// <param name="Role">1 father, 2 mother, 3 adoptive father, 4 adoptive mother, 6 confirmed mother; 0 none of these.</param>
internal sealed record Custody(Person? Guardian, int Kind, int Role);
