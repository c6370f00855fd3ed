/** dx/dt = rate(t, x), scalar. */
export type Rate = (time: number, value: number) => number;

export interface Step {
  readonly value: number;
  /** Estimated error of `value`: the difference from the embedded fourth-order formula. */
  readonly error: number;
}

/**
 * One step of size h of the explicit Runge-Kutta pair 5(4), continued with the fifth-order value.
 *
 * @see Dormand and Prince, J. Comput. Appl. Math. 6 (1980) 19, table 2 (RK5(4)7M)
 */
export function dormandPrinceStep(rate: Rate, time: number, value: number, h: number): Step {
  const k1 = rate(time, value);
  const k2 = rate(time + h / 5, value + (h * k1) / 5);
  const k3 = rate(time + 0.3 * h, value + h * ((3 / 40) * k1 + (9 / 40) * k2));
  const k4 = rate(time + 0.8 * h, value + h * ((44 / 45) * k1 - (56 / 15) * k2 + (32 / 9) * k3));
  const k5 = rate(
    time + (8 / 9) * h,
    value + h * ((19372 / 6561) * k1 - (25360 / 2187) * k2 + (64448 / 6561) * k3 - (212 / 729) * k4),
  );
  const k6 = rate(
    time + h,
    value +
      h *
        ((9017 / 3168) * k1 - (355 / 33) * k2 + (46732 / 5247) * k3 + (49 / 176) * k4 - (5103 / 18656) * k5),
  );
  const next =
    value +
    h * ((35 / 384) * k1 + (500 / 1113) * k3 + (125 / 192) * k4 - (2187 / 6784) * k5 + (11 / 84) * k6);
  const k7 = rate(time + h, next);
  const error =
    h *
    ((71 / 57600) * k1 -
      (71 / 16695) * k3 +
      (71 / 1920) * k4 -
      (17253 / 339200) * k5 +
      (22 / 525) * k6 -
      k7 / 40);
  return { value: next, error };
}
